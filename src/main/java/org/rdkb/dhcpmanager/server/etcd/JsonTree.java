package org.rdkb.dhcpmanager.server.etcd;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists and texts; numbers and truth values are texts as well. */
record JsonTree(Object value) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 32;

  static JsonTree parse(String text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      return new JsonTree(read(json, 0));
    } catch (com.fasterxml.jackson.core.JacksonException malformed) {
      throw new IOException("no JSON: " + malformed.getOriginalMessage(), malformed);
    }
  }

  private static Object read(JsonParser json, int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || depth > DEEPEST) {
      throw new IOException("no JSON object");
    }
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        members.put(name, read(json, depth + 1));
      }
      return members;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        elements.add(read(json, depth + 1));
      }
      return elements;
    }
    return json.getText();
  }

  static String write(Map<String, ?> object) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, object);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(String.valueOf(value)); // 64-bit numbers are texts there
    }
  }

  /** An empty object if there is none. */
  JsonTree at(String name) {
    Object found = value instanceof Map<?, ?> members ? members.get(name) : null;
    return new JsonTree(found == null ? Map.of() : found);
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> members && members.containsKey(name);
  }

  /** Empty if it is none. */
  List<JsonTree> elements() {
    return value instanceof List<?> list ? list.stream().map(JsonTree::new).toList() : List.of();
  }

  /** Empty if it is none. */
  String text() {
    return value instanceof String text ? text : "";
  }

  /** 0 if it is none: zeros are left out there. */
  long number() throws IOException {
    String text = text();
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      throw new IOException("no number: " + text.substring(0, Math.min(20, text.length())), none);
    }
  }
}
