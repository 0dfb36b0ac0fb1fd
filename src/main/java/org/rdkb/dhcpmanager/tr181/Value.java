package org.rdkb.dhcpmanager.tr181;

import java.util.List;

/**
 * A value with its canonical text: {@code true} or {@code false}, decimal digits without leading
 * zeros, lower-case hexadecimal digits, lists joined by one comma.
 *
 * @param type what it is
 * @param text the canonical text; on input, in a set, any text
 */
public record Value(BaseType type, String text) {
  static final Value TRUE = new Value(BaseType.BOOLEAN, "true");
  static final Value FALSE = new Value(BaseType.BOOLEAN, "false");

  /**
   * A text; in a set it stands for a value of any type that it can be read as.
   *
   * @param text the text
   * @return the value
   */
  public static Value text(String text) {
    return new Value(BaseType.STRING, text);
  }

  /**
   * A truth value.
   *
   * @param value true or false
   * @return the value
   */
  public static Value of(boolean value) {
    return value ? TRUE : FALSE;
  }

  boolean isTrue() {
    return type == BaseType.BOOLEAN && text.equals("true");
  }

  long number() {
    return Long.parseUnsignedLong(text);
  }

  /** The value that stands for "nothing" in a type that names no default (TR-106). */
  static String nothing(BaseType type) {
    return switch (type) {
      case BOOLEAN -> "false";
      case INT -> "-1";
      case UNSIGNED_INT, UNSIGNED_LONG -> "0";
      case STRING, HEX_BINARY -> "";
      case DATE_TIME -> Moments.UNKNOWN;
    };
  }

  /** TR-106: items joined by one comma; a comma or blank inside an item is percent-encoded. */
  static String list(List<?> items) {
    StringBuilder joined = new StringBuilder();
    for (Object item : items) {
      if (joined.length() > 0) {
        joined.append(',');
      }
      joined.append(item.toString().replace("%", "%25").replace(",", "%2C").replace(" ", "%20"));
    }
    return joined.toString();
  }
}
