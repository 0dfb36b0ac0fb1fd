package org.rdkb.dhcpmanager.http;

import java.util.Map;
import java.util.function.Consumer;

/** What a request is answered with. */
public sealed interface HttpAnswer {
  /**
   * An answer that is there as a whole.
   *
   * @param status 200 to 599
   * @param type its content type
   * @param text its content, sent as UTF-8
   * @param headers besides the usual ones
   */
  record Whole(int status, String type, String text, Map<String, String> headers)
      implements HttpAnswer {}

  /**
   * Server-sent events, for as long as the other side listens.
   *
   * @param opened takes the stream when its head is sent; must not block
   */
  record Events(Consumer<EventStream> opened) implements HttpAnswer {}

  /**
   * JSON.
   *
   * @param status 200 to 599
   * @param json one value
   * @return the answer
   */
  static HttpAnswer json(int status, String json) {
    return new Whole(status, "application/json", json, Map.of());
  }

  /**
   * Plain text.
   *
   * @param status 200 to 599
   * @param text a line
   * @return the answer
   */
  static HttpAnswer text(int status, String text) {
    return new Whole(status, "text/plain; charset=utf-8", text + "\n", Map.of());
  }
}
