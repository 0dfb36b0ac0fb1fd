package org.rdkb.dhcpmanager.http;

/** Decides what a request gets. Called on the server's threads, several at once. */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers one request.
   *
   * @param request what was asked
   * @return the answer; what is thrown becomes 500 without a word of it
   */
  HttpAnswer answer(HttpRequest request);
}
