package org.rdkb.dhcpmanager.tr181;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

/**
 * The type of a parameter, as the XML states it.
 *
 * @param base the base type, of one item if it is a list
 * @param name the named type; empty if none
 * @param list comma-separated items
 * @param bounds sizes and ranges
 * @param enumeration allowed values; empty: any
 * @param patterns one of them has to match; empty: any
 * @param units for people; empty if none
 * @param requirement completes "must be …"; empty if the type has no name
 */
record ValueType(
    BaseType base,
    String name,
    boolean list,
    Bounds bounds,
    List<String> enumeration,
    List<Pattern> patterns,
    String units,
    String requirement) {
  /** Longest text that is looked at, whatever the type; a bus message may carry more. */
  private static final int LONGEST = 16_384;

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,20}");

  ValueType {
    enumeration = List.copyOf(enumeration);
    patterns = List.copyOf(patterns);
  }

  /**
   * Sizes count characters of a text and octets of hexBinary.
   *
   * @param minSize of one item
   * @param maxSize of one item
   * @param maxList of the whole list, in characters
   * @param min least number
   * @param max greatest number
   */
  record Bounds(int minSize, int maxSize, int maxList, long min, long max) {}

  /** Reads what a consumer sent; {@code path} is for the refusal only. */
  Outcome<Value> read(String path, Value given) {
    boolean fits =
        given.type() == BaseType.STRING
            || given.type() == base
            || (given.type().isNumber() && base.isNumber());
    if (!fits || (list && given.type() != BaseType.STRING)) {
      return Outcome.refused(path, Code.TYPE, "must be of type " + base.word());
    }
    if (given.text().length() > LONGEST) {
      return Outcome.refused(path, Code.VALUE, "too long");
    }
    return list ? readList(path, given.text()) : item(path, given.text());
  }

  private Outcome<Value> readList(String path, String text) {
    if (text.length() > bounds.maxList()) {
      return tooLong(path, bounds.maxList() + " characters");
    }
    List<String> items = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Outcome<Value> item = item(path, part.strip());
      if (item instanceof Outcome.Refused<Value>) {
        return item;
      }
      items.add(item.orThrow().text());
    }
    return Outcome.done(new Value(base, String.join(",", items)));
  }

  private Outcome<Value> item(String path, String text) {
    return switch (base) {
      case BOOLEAN -> bool(path, text);
      case INT, UNSIGNED_INT, UNSIGNED_LONG -> number(path, text);
      case STRING -> string(path, text);
      case HEX_BINARY -> octets(path, text);
      case DATE_TIME -> dateTime(path, text);
    };
  }

  private Outcome<Value> bool(String path, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Outcome.done(Value.TRUE);
      case "false", "0" -> Outcome.done(Value.FALSE);
      default -> Outcome.refused(path, Code.TYPE, "must be true or false");
    };
  }

  private Outcome<Value> number(String path, String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Outcome.refused(path, Code.TYPE, "must be of type " + base.word());
    }
    boolean unsignedLong = base == BaseType.UNSIGNED_LONG;
    long number;
    try {
      number = unsignedLong ? Long.parseUnsignedLong(text) : Long.parseLong(text);
    } catch (NumberFormatException tooBig) {
      return outOfRange(path);
    }
    if (unsignedLong) {
      return Outcome.done(new Value(base, Long.toUnsignedString(number)));
    }
    return number < bounds.min() || number > bounds.max()
        ? outOfRange(path)
        : Outcome.done(new Value(base, Long.toString(number)));
  }

  private Outcome<Value> outOfRange(String path) {
    String range =
        base == BaseType.UNSIGNED_LONG
            ? "0 to " + Long.toUnsignedString(-1)
            : bounds.min() + " to " + bounds.max();
    return Outcome.refused(path, Code.VALUE, "must be " + range);
  }

  private Outcome<Value> string(String path, String text) {
    int length = text.codePointCount(0, text.length());
    if (length > bounds.maxSize()) {
      return tooLong(path, bounds.maxSize() + " characters");
    }
    // NUL ends a text on the bus; no text of the model has use for the other control codes.
    if (text.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      return Outcome.refused(path, Code.VALUE, "contains a character that no text here may have");
    }
    if (!enumeration.isEmpty() && !enumeration.contains(text)) {
      return Outcome.refused(path, Code.VALUE, "must be one of " + String.join(", ", enumeration));
    }
    boolean matches = patterns.isEmpty();
    for (Pattern pattern : patterns) {
      matches = matches || pattern.matcher(text).matches();
    }
    if (!matches || length < bounds.minSize()) {
      String wanted = requirement.isEmpty() ? "of another form" : requirement;
      return Outcome.refused(path, Code.VALUE, "must be " + wanted);
    }
    return Outcome.done(new Value(base, text));
  }

  private Outcome<Value> octets(String path, String hex) {
    Octets octets = Octets.parseHex(hex).orElse(null);
    if (octets == null) {
      return Outcome.refused(
          path, Code.VALUE, "must be hexadecimal digits, two for each octet, without separators");
    }
    return octets.length() < bounds.minSize() || octets.length() > bounds.maxSize()
        ? tooLong(path, bounds.maxSize() + " octets")
        : Outcome.done(new Value(base, octets.toHex()));
  }

  private Outcome<Value> dateTime(String path, String text) {
    try {
      OffsetDateTime at = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      return Outcome.done(new Value(base, at.toInstant().toString()));
    } catch (DateTimeException notOne) {
      return Outcome.refused(path, Code.TYPE, "must be a date and time with a zone");
    }
  }

  private Outcome<Value> tooLong(String path, String limit) {
    return Outcome.refused(path, Code.VALUE, "must be at most " + limit);
  }
}
