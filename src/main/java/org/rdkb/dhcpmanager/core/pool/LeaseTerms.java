package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;

/**
 * For how long a pool grants leases, in seconds.
 *
 * @param least a shorter request is granted this
 * @param usual granted to who asks for nothing; {@link #INFINITE} never ends
 * @param most granted to who asks for more
 */
public record LeaseTerms(long least, long usual, long most) {
  /** A lease that never ends, as option 51 has it (RFC 2131 section 3.3). */
  public static final long INFINITE = 0xffffffffL;

  /** Checks the ranges. */
  public LeaseTerms {
    if (least < 1 || least > usual || usual > most || most > INFINITE) {
      throw new IllegalArgumentException("lease time " + least + ", " + usual + " and " + most);
    }
  }

  long granted(Optional<Long> requested) {
    return Math.max(least, Math.min(most, requested.orElse(usual)));
  }

  /** The same, not beyond an end; less than {@link #least} only because of that, 0 for none. */
  long granted(Optional<Long> requested, Now now, long latest) {
    long granted = granted(requested);
    return latest == Now.NEVER
        ? granted
        : Math.max(0, Math.min(granted, (latest - now.bootMillis()) / 1000));
  }

  /** T1 by default (RFC 2131 section 4.4.5). */
  static long t1(long leaseTime) {
    return leaseTime / 2;
  }

  /** T2 by default (RFC 2131 section 4.4.5). */
  static long t2(long leaseTime) {
    return leaseTime * 7 / 8;
  }
}
