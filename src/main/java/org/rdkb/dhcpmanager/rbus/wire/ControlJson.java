package org.rdkb.dhcpmanager.rbus.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes JSON messages to and from the broker, compact, fields in the order that stock uses. */
public final class ControlJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ControlJson() {}

  /**
   * Registers a topic.
   *
   * @param topic what to register
   * @param route the route it belongs to
   * @return the payload
   */
  public static ByteBuffer add(String topic, int route) {
    return subscribe(1, topic, route);
  }

  /**
   * Removes a topic.
   *
   * @param topic what to remove
   * @param route the route it belonged to
   * @return the payload
   */
  public static ByteBuffer remove(String topic, int route) {
    return subscribe(0, topic, route);
  }

  private static ByteBuffer subscribe(int add, String topic, int route) {
    return write(
        json -> {
          json.writeNumberField("add", add);
          json.writeStringField("topic", topic);
          json.writeNumberField("route_id", route);
        });
  }

  /**
   * A query about one expression.
   *
   * @param expression a path or a component
   * @return the payload
   */
  public static ByteBuffer expression(String expression) {
    return write(json -> json.writeStringField("expression", expression));
  }

  /**
   * A query about several elements.
   *
   * @param items their names
   * @return the payload
   */
  public static ByteBuffer items(List<String> items) {
    return write(json -> writeItems(json, items.size(), items));
  }

  /**
   * A query without arguments.
   *
   * @return the payload
   */
  public static ByteBuffer nothing() {
    return write(json -> json.writeNumberField("dummy", 0));
  }

  /**
   * An answer with a result only.
   *
   * @param result 0 or an error
   * @return the payload
   */
  public static ByteBuffer result(int result) {
    return write(json -> json.writeNumberField("result", result));
  }

  /**
   * An answer with a list.
   *
   * @param count what stands in {@code count}; not always the length of the list
   * @param items left out if empty
   * @return the payload
   */
  public static ByteBuffer found(int count, List<String> items) {
    return write(
        json -> {
          json.writeNumberField("result", 0);
          writeItems(json, count, items);
        });
  }

  /**
   * An answer with a list and no result.
   *
   * @param items left out if empty
   * @return the payload
   */
  public static ByteBuffer listed(List<String> items) {
    return items(items);
  }

  /**
   * Tells that a client came or went.
   *
   * @param gone whether it went
   * @param inbox its inbox; empty if it had none
   * @return the payload
   */
  public static ByteBuffer advisory(boolean gone, String inbox) {
    return write(
        json -> {
          json.writeNumberField("event", gone ? 1 : 0);
          json.writeStringField("inbox", inbox);
        });
  }

  private static void writeItems(JsonGenerator json, int count, List<String> items)
      throws IOException {
    json.writeNumberField("count", count);
    if (items.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("items");
    for (String item : items) {
      json.writeString(item);
    }
    json.writeEndArray();
  }

  private static ByteBuffer write(Fields fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
