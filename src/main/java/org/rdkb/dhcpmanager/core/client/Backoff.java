package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before a client is started again: at once after the first failure, then 1, 2, 4
 * … 60 s with ±20 % jitter, and 10 min from the 18th failure on.
 */
final class Backoff {
  /** From this many failures on the row only tries slowly. */
  static final int EXHAUSTED = 18;

  /** How often a missing program is looked for. */
  static final Duration PROGRAM_LOOKUP = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration SLOW = Duration.ofMinutes(10);

  private Backoff() {}

  /**
   * The wait after a failure.
   *
   * @param failures how many in a row, 2 or more
   * @param row spreads rows that fail together
   * @param now spreads the failures of one row
   */
  static Duration delay(int failures, RowId row, Instant now) {
    if (failures >= EXHAUSTED) {
      return SLOW;
    }
    Duration full = failures > 7 ? LONGEST : Duration.ofSeconds(1L << Math.max(0, failures - 2));
    Duration bounded = full.compareTo(LONGEST) > 0 ? LONGEST : full;
    int spread = (row.instance() * 31 + failures) * 31 + Long.hashCode(now.toEpochMilli());
    int percent = 80 + Math.floorMod((spread * 0x9E37_79B9) >>> 16, 41);
    return bounded.multipliedBy(percent).dividedBy(100);
  }
}
