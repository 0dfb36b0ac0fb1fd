package org.rdkb.dhcpmanager.store;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys and values as lines {@code key=value}, sorted by key. In values {@code \\}, {@code \n},
 * {@code \r} stand for backslash, line feed and carriage return. Pure.
 */
public final class LinesText {
  private LinesText() {}

  /**
   * Writes lines.
   *
   * @param values keys are not empty and hold no {@code =}, backslash or line end
   * @return each line with its line feed
   */
  public static String encode(SortedMap<String, String> values) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (!isKey(entry.getKey())) {
        throw new IllegalArgumentException("key " + entry.getKey());
      }
      lines.append(entry.getKey()).append('=');
      escape(entry.getValue(), lines);
      lines.append('\n');
    }
    return lines.toString();
  }

  private static boolean isKey(String key) {
    for (int i = 0; i < key.length(); i++) {
      if ("=\\\r\n".indexOf(key.charAt(i)) >= 0) {
        return false;
      }
    }
    return !key.isEmpty();
  }

  /**
   * Reads lines in any order.
   *
   * @param text what {@link #encode} wrote
   * @return cannot be modified
   * @throws DamagedException if a line is none, or a key comes twice
   */
  public static SortedMap<String, String> decode(String text) throws DamagedException {
    SortedMap<String, String> values = new TreeMap<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int equals = text.indexOf('=', from);
      if (end < 0 || equals <= from || equals > end) {
        throw new DamagedException("a line is not key=value");
      }
      if (values.put(text.substring(from, equals), unescape(text.substring(equals + 1, end)))
          != null) {
        throw new DamagedException("a key comes twice");
      }
      from = end + 1;
    }
    return Collections.unmodifiableSortedMap(values);
  }

  private static void escape(String value, StringBuilder into) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> into.append("\\\\");
        case '\n' -> into.append("\\n");
        case '\r' -> into.append("\\r");
        default -> into.append(c);
      }
    }
  }

  private static String unescape(String text) throws DamagedException {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder value = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        value.append(c);
        continue;
      }
      char next = ++i < text.length() ? text.charAt(i) : ' ';
      switch (next) {
        case '\\' -> value.append('\\');
        case 'n' -> value.append('\n');
        case 'r' -> value.append('\r');
        default -> throw new DamagedException("an unknown escape");
      }
    }
    return value.toString();
  }
}
