package org.rdkb.dhcpmanager.core.option.v6;

import java.nio.charset.StandardCharsets;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * How the server answered (RFC 8415 section 21.13). An absent option means success.
 *
 * @param status 0…65535
 * @param message for a human; whatever is not UTF-8 is replaced, and it may hold anything else
 */
public record StatusCode(int status, String message) implements Option6 {
  /** The option code. */
  public static final int CODE = 13;

  /** Success. */
  public static final int SUCCESS = 0;

  /** The server has no address for this IA. */
  public static final int NO_ADDRS_AVAIL = 2;

  /** The server does not know this binding. */
  public static final int NO_BINDING = 3;

  /** The address does not belong to the link. */
  public static final int NOT_ON_LINK = 4;

  /** The server has no prefix for this IA. */
  public static final int NO_PREFIX_AVAIL = 6;

  /** Checks the range. */
  public StatusCode {
    if (status >>> 16 != 0) {
      throw new IllegalArgumentException("status " + status);
    }
  }

  static StatusCode decode(OctetsReader reader) throws MalformedException {
    return new StatusCode(
        reader.u16(), new String(reader.rest().toArray(), StandardCharsets.UTF_8));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return new OctetsWriter().u16(status).put(Octets.utf8(message)).toOctets();
  }
}
