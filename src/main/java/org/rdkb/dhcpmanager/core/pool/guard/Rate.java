package org.rdkb.dhcpmanager.core.pool.guard;

/**
 * How much may come: so many a second, and after a pause ten times as many at once.
 *
 * @param perSecond 0: any number; else at least 1
 */
public record Rate(int perSecond) {
  /** Any number. */
  public static final Rate UNLIMITED = new Rate(0);

  private static final int BURST_SECONDS = 10;

  /** Checks the range. */
  public Rate {
    if (perSecond < 0) {
      throw new IllegalArgumentException(perSecond + " a second");
    }
  }

  boolean isLimited() {
    return perSecond > 0;
  }

  /** Thousandths of a token that a full bucket has. */
  long full() {
    return 1000L * BURST_SECONDS * perSecond;
  }
}
