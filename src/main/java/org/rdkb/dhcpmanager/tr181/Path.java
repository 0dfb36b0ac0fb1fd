package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

/**
 * A path as a consumer writes it, cut at its dots: words, instance numbers, {@code [alias]} and
 * {@code *}. What a segment means is known only where it is resolved.
 *
 * @param text as written
 * @param segments without dots, none of them empty
 * @param partial it ended in a dot, or in {@code .*}: everything below is meant
 */
record Path(String text, List<String> segments, boolean partial) {
  static final String ANY = "*";

  /** Far longer than any path of the model with aliases. */
  private static final int LONGEST = 1024;

  private static final int DEEPEST = 32;

  static Outcome<Path> parse(String text) {
    if (text.length() > LONGEST) {
      return Outcome.refused(
          text.substring(0, 64) + "…", Code.UNKNOWN, "longer than " + LONGEST + " characters");
    }
    List<String> segments = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 ? text.length() : dot;
      if (to == from || segments.size() == DEEPEST) {
        return Outcome.refused(text, Code.UNKNOWN, "not a path");
      }
      segments.add(text.substring(from, to));
      from = to + 1;
    }
    if (segments.isEmpty()) {
      return Outcome.refused(text, Code.UNKNOWN, "not a path");
    }
    boolean star = text.endsWith(".*");
    if (star) {
      segments.remove(segments.size() - 1);
    }
    return Outcome.done(new Path(text, segments, star || text.endsWith(".")));
  }

  boolean hasWildcard() {
    return segments.contains(ANY);
  }

  /** The number that a segment stands for; 0 if it is none. */
  static int number(String segment) {
    if (segment.length() > 10 || segment.charAt(0) < '1' || segment.charAt(0) > '9') {
      return 0;
    }
    long number = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + (c - '0');
    }
    return number <= Integer.MAX_VALUE ? (int) number : 0;
  }

  /** The alias that a segment in brackets stands for; empty if it is none. */
  static String alias(String segment) {
    int last = segment.length() - 1;
    return last > 1 && segment.charAt(0) == '[' && segment.charAt(last) == ']'
        ? segment.substring(1, last)
        : "";
  }
}
