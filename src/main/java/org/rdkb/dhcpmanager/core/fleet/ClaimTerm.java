package org.rdkb.dhcpmanager.core.fleet;

/**
 * How long a claim stays in the store: claims that end at about the same time share one lease
 * there, whose end is rounded up by an eighth of what is left at most, or by half a minute.
 *
 * @param end milliseconds since boot, not before the end of any of them
 */
public record ClaimTerm(long end) {
  private static final long LEAST = 30_000;
  private static final int SHARE = 8;

  /**
   * The term of a claim.
   *
   * @param until its end, milliseconds since boot, finite
   * @param now milliseconds since boot
   * @return the same for claims that end about then
   */
  public static ClaimTerm of(long until, long now) {
    long width = Math.max(LEAST, Long.highestOneBit(Math.max(1, (until - now) / SHARE)));
    return new ClaimTerm(Math.floorDiv(until + width - 1, width) * width);
  }

  /**
   * How long the store has to keep it.
   *
   * @param now milliseconds since boot, before the store is asked
   * @return seconds, rounded up
   */
  public long seconds(long now) {
    return Math.max(1, (end - now + 999) / 1000);
  }
}
