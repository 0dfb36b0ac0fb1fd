package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;

/**
 * How long something took, each time.
 *
 * @param count how often it was measured; with 0 all others are 0
 * @param last microseconds, the last time
 * @param longest microseconds, the longest time
 * @param total microseconds, all of them
 */
public record Timing(long count, long last, long longest, long total) {
  /** Never measured. */
  public static final Timing NONE = new Timing(0, 0, 0, 0);

  private static final long NANOS = 1000;

  /**
   * Measured once more.
   *
   * @param took how long; a negative time counts as none
   * @return with it
   */
  public Timing with(Duration took) {
    long micros = Math.max(0, took.toNanos() / NANOS);
    return new Timing(count + 1, micros, Math.max(longest, micros), total + micros);
  }

  /**
   * The mean.
   *
   * @return microseconds, rounded down; 0 if it was never measured
   */
  public long mean() {
    return count == 0 ? 0 : total / count;
  }
}
