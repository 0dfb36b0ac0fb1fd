package org.rdkb.dhcpmanager.core.pool;

/**
 * One moment by two clocks. Leases run by the first; the second is for what outlives a reboot.
 *
 * @param bootMillis milliseconds since boot, never set, also counted while the machine sleeps
 * @param wallMillis milliseconds since 1970; may jump
 */
public record Now(long bootMillis, long wallMillis) {
  /** An end that never comes, by either clock. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * A moment of the first clock by the second.
   *
   * @param boot milliseconds since boot, or {@link #NEVER}
   * @return milliseconds since 1970, or {@link #NEVER}
   */
  public long toWall(long boot) {
    return boot == NEVER ? NEVER : wallMillis + (boot - bootMillis);
  }

  /**
   * The other way round.
   *
   * @param wall milliseconds since 1970, or {@link #NEVER}
   * @return milliseconds since boot, less than 0 if before it, or {@link #NEVER}
   */
  public long fromWall(long wall) {
    return wall == NEVER ? NEVER : bootMillis + (wall - wallMillis);
  }

  /**
   * The moment that a time from now is.
   *
   * @param seconds 0…2^32−2; more never ends
   * @return milliseconds since boot, or {@link #NEVER}
   */
  public long plus(long seconds) {
    return seconds >= LeaseTerms.INFINITE ? NEVER : bootMillis + seconds * 1000;
  }
}
