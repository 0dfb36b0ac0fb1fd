package org.rdkb.dhcpmanager.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The framing of every state file: one line {@code DHCPMGR <kind> <format> <bytes> <crc32c>}, then
 * that many bytes of UTF-8 {@link LinesText}. Pure.
 *
 * @param kind one lower-case word
 * @param format 1 or more; another number is another meaning of the keys
 */
record RecordText(String kind, int format) {
  private static final String MAGIC = "DHCPMGR ";
  private static final int LONGEST_HEAD = 80;

  /** Lines in the order of the keys; some of the body, or all of it. */
  static byte[] lines(SortedMap<String, String> values) throws CharacterCodingException {
    // Strict: what UTF-8 cannot carry must not come back as something else.
    ByteBuffer encoded =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(LinesText.encode(values)));
    byte[] body = new byte[encoded.remaining()];
    encoded.get(body);
    return body;
  }

  SortedMap<String, String> decode(byte[] whole) throws DamagedException {
    if (whole.length > 0 && !startsLikeOurs(whole)) {
      // Such as the C component's image of its own memory, pointers included: nobody can read it.
      throw new DamagedException(
          "is foreign: it does not begin with \"" + MAGIC + "\"; nothing of it is used");
    }
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
      refuseOtherFormat(first, body);
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

  private static boolean startsLikeOurs(byte[] whole) {
    int length = Math.min(whole.length, MAGIC.length());
    return new String(whole, 0, length, StandardCharsets.ISO_8859_1)
        .equals(MAGIC.substring(0, length));
  }

  /** Whole, and of ours, but written by a program that gives the keys another meaning. */
  private void refuseOtherFormat(String first, byte[] body) throws DamagedException {
    Matcher other = Pattern.compile(MAGIC + kind + " ([1-9][0-9]{0,3}) .*").matcher(first);
    if (other.matches()) {
      int found = Integer.parseInt(other.group(1));
      String whole = first + "\n";
      if (found != format
          && whole.equals(
              new String(
                  new RecordText(kind, found).head(List.of(body)), StandardCharsets.US_ASCII))) {
        throw new DamagedException("is of format " + found + ", and this program reads " + format);
      }
    }
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
            Locale.ROOT, MAGIC + "%s %d %d %08x\n", kind, format, length, sum.getValue())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static SortedMap<String, String> lines(byte[] body) throws DamagedException {
    try {
      return LinesText.decode(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException malformed) {
      throw new DamagedException("not UTF-8");
    }
  }
}
