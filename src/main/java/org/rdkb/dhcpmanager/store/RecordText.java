package org.rdkb.dhcpmanager.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The framing of every state file: one line {@code DHCPMGR <kind> <format> <bytes> <crc32c>}, then
 * that many bytes of UTF-8 lines {@code key=value}. In values {@code \\}, {@code \n}, {@code \r}
 * stand for backslash, line feed and carriage return. Pure.
 *
 * @param kind one lower-case word
 * @param format 1 or more; another number is another meaning of the keys
 */
record RecordText(String kind, int format) {
  private static final int LONGEST_HEAD = 80;

  /** Lines in the order of the keys; some of the body, or all of it. */
  static byte[] lines(SortedMap<String, String> values) throws CharacterCodingException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (!isKey(entry.getKey())) {
        throw new IllegalArgumentException("key " + entry.getKey());
      }
      lines.append(entry.getKey()).append('=');
      escape(entry.getValue(), lines);
      lines.append('\n');
    }
    // Strict: what UTF-8 cannot carry must not come back as something else.
    ByteBuffer encoded =
        StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(lines));
    byte[] body = new byte[encoded.remaining()];
    encoded.get(body);
    return body;
  }

  private static boolean isKey(String key) {
    for (int i = 0; i < key.length(); i++) {
      if ("=\\\r\n".indexOf(key.charAt(i)) >= 0) {
        return false;
      }
    }
    return !key.isEmpty();
  }

  SortedMap<String, String> decode(byte[] whole) throws DamagedException {
    int newline = 0;
    while (newline < whole.length && newline < LONGEST_HEAD && whole[newline] != '\n') {
      newline++;
    }
    if (newline >= whole.length || whole[newline] != '\n') {
      throw new DamagedException("no first line");
    }
    byte[] body = Arrays.copyOfRange(whole, newline + 1, whole.length);
    byte[] expected = head(List.of(body));
    // The line is compared with the one that these bytes would get: nothing in it is trusted.
    if (!Arrays.equals(expected, Arrays.copyOf(whole, newline + 1))) {
      String first = new String(whole, 0, newline, StandardCharsets.ISO_8859_1);
      throw new DamagedException(
          "first line does not fit: found \""
              + first.replaceAll("[^ -~]", ".")
              + "\", its "
              + body.length
              + " bytes need \""
              + new String(expected, StandardCharsets.US_ASCII).strip()
              + '"');
    }
    return lines(body);
  }

  /** The first line for a body of these parts. */
  byte[] head(List<byte[]> body) {
    CRC32C sum = new CRC32C();
    int length = 0;
    for (byte[] part : body) {
      sum.update(part);
      length += part.length;
    }
    return String.format(
            Locale.ROOT, "DHCPMGR %s %d %d %08x\n", kind, format, length, sum.getValue())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static SortedMap<String, String> lines(byte[] body) throws DamagedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException malformed) {
      throw new DamagedException("not UTF-8");
    }
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
