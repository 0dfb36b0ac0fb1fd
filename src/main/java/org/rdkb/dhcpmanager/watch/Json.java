package org.rdkb.dhcpmanager.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.rdkb.dhcpmanager.bus.view.ClientRow;

/** Objects written and small ones read. */
final class Json {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_MEMBERS = 1024;

  private Json() {}

  /** Writes the members of one object. */
  @FunctionalInterface
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  static String object(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** A row's own members. */
  static void row(JsonGenerator json, ClientRow row) throws IOException {
    json.writeStringField("path", row.path());
    json.writeStringField("state", row.dhcpStatus());
    json.writeBooleanField("bound", row.isBound());
    values(json, row.values());
  }

  static void values(JsonGenerator json, Map<String, String> values) throws IOException {
    members(json, "values", values);
  }

  static void labels(JsonGenerator json, Map<String, String> labels) throws IOException {
    members(json, "labels", labels);
  }

  private static void members(JsonGenerator json, String name, Map<String, String> members)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> member : members.entrySet()) {
      json.writeStringField(member.getKey(), member.getValue());
    }
    json.writeEndObject();
  }

  /** As words are written: in lower case, a blank for an underscore. */
  static String word(Enum<?> which) {
    return which.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Reads an object whose members are words, numbers or truth values.
   *
   * @return member → its text, in order
   * @throws IOException saying what is wrong with it
   */
  static Map<String, String> flat(String text) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the body must be a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (!json.nextToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
          throw new IOException("'" + name + "' must be a word, a number or a truth value");
        }
        if (members.put(name, json.getText()) != null || members.size() > MOST_MEMBERS) {
          throw new IOException("'" + name + "' comes twice, or there are too many");
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new IOException("the body must be one JSON object");
      }
    } catch (com.fasterxml.jackson.core.JacksonException malformed) {
      throw new IOException("the body is no JSON: " + malformed.getOriginalMessage(), malformed);
    }
    return members;
  }
}
