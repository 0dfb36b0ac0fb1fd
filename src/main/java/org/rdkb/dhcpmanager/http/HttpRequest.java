package org.rdkb.dhcpmanager.http;

import java.util.Map;

/**
 * A request, whole and within bounds.
 *
 * @param method in capitals
 * @param path decoded, begins with a slash, without {@code .} and {@code ..}
 * @param query decoded; of a name that comes twice the first counts
 * @param headers names in lower case; of a name that comes twice the first counts
 * @param body empty if there is none; at most {@value #MOST_BODY} octets of UTF-8
 */
public record HttpRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  /** How many octets a body may have. */
  public static final int MOST_BODY = 64 * 1024;

  /**
   * A header.
   *
   * @param name in lower case
   * @return empty if it is absent
   */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
