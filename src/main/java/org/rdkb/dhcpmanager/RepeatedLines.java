package org.rdkb.dhcpmanager;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.filter.AbstractFilter;

/**
 * Leaves out lines that say the same of the same again and again: of each message id and the word
 * behind it, which names the row, {@value #MOST} a minute are written. What was left out is
 * counted. Lines at debug and trace are asked for, and not held back. Bounded: of more than {@value
 * #MOST_KINDS} kinds of lines the one unheard of for longest is forgotten.
 */
final class RepeatedLines extends AbstractFilter {
  static final int MOST = 30;
  static final int MOST_KINDS = 2048;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int LONGEST_KIND = 120;

  private final LongSupplier nanos;
  private final Map<String, Kind> kinds = new LinkedHashMap<>(64, 0.75f, true);

  private static final class Kind {
    private long since;
    private int lines;
    private long leftOut;
  }

  /**
   * Knows no line yet.
   *
   * @param nanos the steady clock
   */
  RepeatedLines(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public Result filter(LogEvent event) {
    return event.getLevel().isLessSpecificThan(Level.DEBUG)
            || admits(kind(event.getMessage().getFormattedMessage()))
        ? Result.NEUTRAL
        : Result.DENY;
  }

  private static String kind(String line) {
    int first = line.indexOf(' ');
    int second = first < 0 ? -1 : line.indexOf(' ', first + 1);
    String words = second < 0 ? line : line.substring(0, second);
    return words.length() > LONGEST_KIND ? words.substring(0, LONGEST_KIND) : words;
  }

  private synchronized boolean admits(String words) {
    long now = nanos.getAsLong();
    Kind kind = kinds.computeIfAbsent(words, fresh -> new Kind());
    if (kind.lines == 0 || now - kind.since > MINUTE_NANOS) {
      kind.since = now;
      kind.lines = 0;
    }
    kind.lines++;
    if (kinds.size() > MOST_KINDS) {
      Iterator<String> oldest = kinds.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    if (kind.lines <= MOST) {
      return true;
    }
    kind.leftOut++;
    return false;
  }

  /** The kinds of lines of which some were left out since the last call, and how many. */
  synchronized Map<String, Long> takeLeftOut() {
    Map<String, Long> taken = new TreeMap<>();
    kinds.forEach(
        (words, kind) -> {
          if (kind.leftOut > 0) {
            taken.put(words, kind.leftOut);
            kind.leftOut = 0;
          }
        });
    return taken;
  }
}
