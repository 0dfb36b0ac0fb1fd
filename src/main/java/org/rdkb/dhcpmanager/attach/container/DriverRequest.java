package org.rdkb.dhcpmanager.attach.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the engine sent: the plain values of its JSON, each under the names that lead to it, joined
 * by slashes. Of lists only what they hold first counts: none matters here.
 *
 * @param values texts; numbers and truth values as they are written
 */
record DriverRequest(Map<String, String> values) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DEEPEST = 16;
  private static final int MOST_VALUES = 1000;

  DriverRequest {
    values = Map.copyOf(values);
  }

  static DriverRequest read(String body) throws RefusedException {
    Map<String, String> values = new TreeMap<>();
    try (JsonParser json = FACTORY.createParser(body)) {
      Deque<String> names = new ArrayDeque<>();
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
          names.addLast(json.currentName() == null ? "" : json.currentName());
        } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
          names.removeLast();
        } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          values.putIfAbsent(path(names, json.currentName()), json.getText());
        }
        if (names.size() > DEEPEST || values.size() > MOST_VALUES) {
          throw new RefusedException("the request is larger than any");
        }
      }
    } catch (IOException noJson) {
      throw new RefusedException("the request is no JSON");
    }
    return new DriverRequest(values);
  }

  private static String path(Deque<String> names, String last) {
    StringBuilder path = new StringBuilder();
    Iterator<String> each = names.iterator();
    while (each.hasNext()) {
      String name = each.next();
      path.append(name.isEmpty() ? "" : name + "/");
    }
    return path.append(last == null ? "" : last).toString();
  }

  /** Empty if there is none. */
  String text(String path) {
    return values.getOrDefault(path, "");
  }

  /** An id of the engine: it becomes part of names. */
  String id(String path) throws RefusedException {
    String id = text(path);
    if (!id.matches("[A-Za-z0-9_-]{12,128}")) {
      throw new RefusedException(path + " is no id of 12 to 128 letters and digits");
    }
    return id;
  }
}
