package org.rdkb.dhcpmanager.core.fleet;

import java.time.Duration;

/**
 * The time in which what hangs on it is ours alone.
 *
 * @param id of the store's lease; 0: none
 * @param ttl how long the store keeps it after it heard of us
 * @param confirmed when the last question was sent that the store said yes to; milliseconds since
 *     boot
 */
public record Session(long id, Duration ttl, long confirmed) {
  /** None. */
  public static final Session NONE = new Session(0, Duration.ZERO, 0);

  private static final long LEAST_MARGIN = 1000;
  private static final int MARGIN_SHARE = 8;

  /**
   * When we stop to rely on it: an eighth, and at least a second, before the store may forget it.
   *
   * @return milliseconds since boot
   */
  public long safeEnd() {
    return confirmed + ttl.toMillis() - Math.max(LEAST_MARGIN, ttl.toMillis() / MARGIN_SHARE);
  }

  /**
   * Whether it can be relied on.
   *
   * @param now milliseconds since boot
   * @return false from the safe end on
   */
  public boolean isOpen(long now) {
    return id != 0 && now < safeEnd();
  }
}
