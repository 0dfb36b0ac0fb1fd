package org.rdkb.dhcpmanager.core.lease;

import java.util.Optional;

/**
 * The three times of an IPv4 lease, normalised: 0 &lt; T1 ≤ T2 ≤ lease time.
 *
 * @param leaseTime option 51, not zero
 * @param t1 when renewing begins, option 58
 * @param t2 when rebinding begins, option 59
 */
public record LeaseTimes(Lifetime leaseTime, Lifetime t1, Lifetime t2) {

  /** Checks the order. */
  public LeaseTimes {
    if (t1.seconds() <= 0 || t1.seconds() > t2.seconds() || t2.seconds() > leaseTime.seconds()) {
      throw new IllegalArgumentException("T1 " + t1 + ", T2 " + t2 + ", lease " + leaseTime);
    }
  }

  /**
   * What is left of them after a while.
   *
   * @param seconds how long, less than the lease time
   * @return each shorter by as much, and 1 at the least
   */
  public LeaseTimes left(long seconds) {
    return new LeaseTimes(left(leaseTime, seconds), left(t1, seconds), left(t2, seconds));
  }

  private static Lifetime left(Lifetime time, long seconds) {
    return time.isInfinite() ? time : new Lifetime(Math.max(1, time.seconds() - seconds));
  }

  /**
   * Normalises what a server sent. Values that break the order 0 &lt; T1 ≤ T2 ≤ lease time are
   * replaced by the defaults of RFC 2131 section 4.4.5: T1 half, T2 seven eighths of the lease.
   *
   * @param leaseTime option 51
   * @param t1 option 58, absent if the server sent none
   * @param t2 option 59, absent if the server sent none
   * @return absent if the lease time is zero: such a lease grants nothing
   */
  public static Optional<LeaseTimes> normalised(
      Lifetime leaseTime, Optional<Lifetime> t1, Optional<Lifetime> t2) {
    if (leaseTime.seconds() == 0) {
      return Optional.empty();
    }
    long lease = leaseTime.seconds();
    long rebind = t2.map(Lifetime::seconds).orElse(0L);
    if (rebind <= 0 || rebind > lease) {
      rebind = leaseTime.isInfinite() ? lease : Math.max(1, lease * 7 / 8);
    }
    long renew = t1.map(Lifetime::seconds).orElse(0L);
    if (renew <= 0 || renew > rebind) {
      renew = leaseTime.isInfinite() ? rebind : Math.max(1, Math.min(lease / 2, rebind));
    }
    return Optional.of(new LeaseTimes(leaseTime, new Lifetime(renew), new Lifetime(rebind)));
  }
}
