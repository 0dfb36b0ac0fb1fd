package org.rdkb.dhcpmanager.plugin;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One message of a client plugin, well formed: {@code DHCPMGR 1 <event> <token> <sequence>},
 * newline, then the client's environment, each entry ended by a NUL.
 *
 * @param event 1…16 letters a–z
 * @param token 32 hexadecimal digits, lower case
 * @param sequence 1…10^15−1, counted per row
 * @param environment name → value; a character stands for an octet (ISO 8859-1)
 */
record Message(String event, String token, long sequence, Map<String, String> environment) {
  /** A message is not larger than this, in octets. */
  static final int MOST_BYTES = 128 * 1024;

  static final int MOST_ENTRIES = 512;

  /** The longest first line: magic, version, event, token, sequence and their separators. */
  private static final int MOST_HEAD = 8 + 2 + 17 + 33 + 15;

  private static final String MAGIC = "DHCPMGR ";
  private static final String VERSION = "1 ";
  private static final Pattern EVENT = Pattern.compile("[a-z]{1,16}");
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SEQUENCE = Pattern.compile("[1-9][0-9]{0,14}");
  private static final int LONGEST_NAME = 64;

  /** Takes a copy of the environment; its order is that of the client, and says something. */
  Message {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Reads the bytes of a message. Pure; never throws. */
  static Decoded decode(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return new Decoded.Refused(Refusal.SIZE);
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!text.startsWith(MAGIC)) {
      return new Decoded.Refused(Refusal.MAGIC);
    }
    if (!text.startsWith(VERSION, MAGIC.length())) {
      return new Decoded.Refused(Refusal.VERSION);
    }
    int newline = text.indexOf('\n');
    if (newline < 0 || newline > MOST_HEAD) {
      return new Decoded.Refused(Refusal.MAGIC);
    }
    String[] words = text.substring(MAGIC.length() + VERSION.length(), newline).split(" ", -1);
    Optional<Refusal> wrong = check(words);
    if (wrong.isPresent()) {
      return new Decoded.Refused(wrong.get());
    }
    return environment(text.substring(newline + 1))
        .<Decoded>map(
            environment ->
                new Decoded.Accepted(
                    new Message(words[0], words[1], Long.parseLong(words[2]), environment)))
        .orElse(new Decoded.Refused(Refusal.ENVIRONMENT));
  }

  /** Whether a text has the form of a token. */
  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Whether a text has the form of a sequence number. */
  static boolean isSequence(String text) {
    return SEQUENCE.matcher(text).matches();
  }

  private static Optional<Refusal> check(String[] words) {
    if (!EVENT.matcher(words[0]).matches()) {
      return Optional.of(Refusal.EVENT);
    }
    if (words.length < 2 || !isToken(words[1])) {
      return Optional.of(Refusal.TOKEN);
    }
    return words.length == 3 && isSequence(words[2])
        ? Optional.empty()
        : Optional.of(Refusal.SEQUENCE);
  }

  private static Optional<Map<String, String>> environment(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    int entries = 0;
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\0', from);
      if (end < 0 || ++entries > MOST_ENTRIES) {
        return Optional.empty();
      }
      int equals = text.indexOf('=', from);
      if (equals < 0 || equals > end) {
        return Optional.empty();
      }
      String name = text.substring(from, equals);
      if (!isName(name)) {
        return Optional.empty();
      }
      // Of two entries with one name getenv(3) sees the first.
      found.putIfAbsent(name, text.substring(equals + 1, end));
      from = end + 1;
    }
    return Optional.of(found);
  }

  /** A letter or underscore, then letters, digits, {@code _}, {@code .}, {@code -}; all ASCII. */
  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NAME) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!isLetter && (i == 0 || !((c >= '0' && c <= '9') || c == '.' || c == '-'))) {
        return false;
      }
    }
    return true;
  }
}
