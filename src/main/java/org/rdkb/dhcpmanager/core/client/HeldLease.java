package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;
import java.time.Instant;
import org.rdkb.dhcpmanager.core.lease.Lease;

/**
 * A lease together with its instants: those of the whole, if it has parts. They are readings of the
 * row owner's steady clock, which never jumps; {@link Instant#MAX} stands for never.
 *
 * @param linuxInterface the interface that carries it
 * @param lease what was granted
 * @param obtainedAt when it was granted or last renewed
 * @param renewAt T1
 * @param rebindAt T2
 * @param expiresAt the end
 */
public record HeldLease(
    String linuxInterface,
    Lease lease,
    Instant obtainedAt,
    Instant renewAt,
    Instant rebindAt,
    Instant expiresAt) {

  /** Checks obtained ≤ T1 ≤ T2 ≤ end. */
  public HeldLease {
    if (obtainedAt.isAfter(renewAt) || renewAt.isAfter(rebindAt) || rebindAt.isAfter(expiresAt)) {
      throw new IllegalArgumentException(
          obtainedAt + " ≤ " + renewAt + " ≤ " + rebindAt + " ≤ " + expiresAt);
    }
  }

  /**
   * A lease that counts from an instant.
   *
   * @param linuxInterface the interface that carries it
   * @param lease what was granted
   * @param at when; the steady clock
   * @return the lease with its instants
   */
  public static HeldLease granted(String linuxInterface, Lease lease, Instant at) {
    return new HeldLease(
        linuxInterface,
        lease,
        at,
        lease.times().t1().endsAfter(at),
        lease.times().t2().endsAfter(at),
        lease.times().leaseTime().endsAfter(at));
  }

  /**
   * How long it has been held.
   *
   * @param now the steady clock
   * @return whole seconds, rounded down
   */
  public long age(Instant now) {
    return Math.max(0, Duration.between(obtainedAt, now).toSeconds());
  }

  /**
   * What the kernel is to be told of it: lifetimes that end when the lease does.
   *
   * @param now the steady clock, before the end
   * @return the lease as if it were granted now
   */
  Lease left(Instant now) {
    long seconds = age(now);
    return seconds == 0 ? lease : lease.left(seconds);
  }

  /**
   * When the first part of it ends: an address or prefix of several may end before the others.
   *
   * @return not after the end
   */
  public Instant nextEnd() {
    Instant first = lease.firstEnd().endsAfter(obtainedAt);
    return first.isBefore(expiresAt) ? first : expiresAt;
  }

  /**
   * The same lease without a part of it.
   *
   * @param left what stays
   * @return with the instants of what stays
   */
  HeldLease with(Lease left) {
    return granted(linuxInterface, left, obtainedAt);
  }

  /**
   * Whether it has ended.
   *
   * @param now the steady clock
   * @return true from the end on
   */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /**
   * Where in its life the lease is.
   *
   * @param now the steady clock, before the end
   * @return by T1 and T2
   */
  public LeasePhase phase(Instant now) {
    if (now.isBefore(renewAt)) {
      return LeasePhase.BOUND;
    }
    return now.isBefore(rebindAt) ? LeasePhase.RENEWING : LeasePhase.REBINDING;
  }
}
