package org.rdkb.dhcpmanager.core.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of a file of ISC dhcpd: names, marks ({@code ; { }}) and quoted texts, which begin with a
 * quotation mark here so that nothing in them is taken for anything else. Remarks are left out.
 */
final class IscTokens {
  static final char QUOTE = '"';

  private static final String MARKS = ";{}";
  private static final int OCTAL_DIGITS = 3;

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private IscTokens(String text) {
    this.text = text;
  }

  /** In their order; a text without its closing mark ends with the last word. */
  static List<String> of(String text) {
    IscTokens reading = new IscTokens(text);
    while (reading.at < text.length()) {
      reading.next();
    }
    return reading.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (MARKS.indexOf(c) >= 0) {
      tokens.add(String.valueOf(c));
      at++;
    } else if (c == QUOTE) {
      quoted();
    } else {
      word();
    }
  }

  private void word() {
    int from = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && MARKS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    tokens.add(text.substring(from, at));
  }

  /** Octets as characters 0…255; a backslash stands before a mark or three octal digits. */
  private void quoted() {
    StringBuilder said = new StringBuilder().append(QUOTE);
    at++;
    while (at < text.length() && text.charAt(at) != QUOTE) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        said.append(escaped());
      } else {
        said.append(text.charAt(at++));
      }
    }
    at++;
    tokens.add(said.toString());
  }

  private char escaped() {
    int end = Math.min(text.length(), at + OCTAL_DIGITS);
    String digits = text.substring(at, end);
    if (digits.matches("[0-3][0-7]{2}")) {
      at = end;
      return (char) Integer.parseInt(digits, 8);
    }
    return text.charAt(at++);
  }
}
