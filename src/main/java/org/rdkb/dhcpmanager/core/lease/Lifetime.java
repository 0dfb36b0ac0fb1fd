package org.rdkb.dhcpmanager.core.lease;

import java.time.Instant;

/**
 * A duration as DHCP grants it: whole seconds, or for ever.
 *
 * @param seconds 0…2^32−1; 2^32−1 is {@link #INFINITE} (RFC 2131 section 3.3, RFC 8415 section 7.7)
 */
public record Lifetime(long seconds) {
  /** Never ends. */
  public static final Lifetime INFINITE = new Lifetime(0xffff_ffffL);

  /** Checks the range. */
  public Lifetime {
    if (seconds < 0 || seconds > 0xffff_ffffL) {
      throw new IllegalArgumentException("lifetime " + seconds);
    }
  }

  /**
   * Whether it never ends.
   *
   * @return true for {@link #INFINITE}
   */
  public boolean isInfinite() {
    return seconds == INFINITE_SECONDS;
  }

  private static final long INFINITE_SECONDS = 0xffff_ffffL;

  /**
   * When it ends.
   *
   * @param start when it began
   * @return {@link Instant#MAX} if never
   */
  public Instant endsAfter(Instant start) {
    return isInfinite() ? Instant.MAX : start.plusSeconds(seconds);
  }

  @Override
  public String toString() {
    return isInfinite() ? "infinite" : seconds + " s";
  }
}
