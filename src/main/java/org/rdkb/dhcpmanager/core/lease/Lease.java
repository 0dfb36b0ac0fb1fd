package org.rdkb.dhcpmanager.core.lease;

import java.util.Optional;

/**
 * What a row holds, of either family. Says nothing about when: its times are counted from a moment
 * that {@code HeldLease} knows.
 */
public sealed interface Lease permits Lease4, Lease6 {

  /**
   * The times of the whole.
   *
   * @return T1, T2 and the end of what lives longest
   */
  LeaseTimes times();

  /**
   * When something of it first ends.
   *
   * @return not longer than the lease time
   */
  Lifetime firstEnd();

  /**
   * Parts what has ended from what has not.
   *
   * @param seconds of its life so far
   * @return both, either may be absent
   */
  Split expired(long seconds);

  /**
   * Parts what a client says it has given up from the rest. What the lease does not hold changes
   * nothing, so a late word about a former prefix does no harm.
   *
   * @param withdrawal what is gone
   * @return both, either may be absent
   */
  Split without(Withdrawal withdrawal);

  /**
   * The same lease as one that is granted later.
   *
   * @param seconds how much later, before its end
   * @return its times counted from then
   */
  Lease after(long seconds);

  /**
   * What is left of it: all its times, those of an IPv4 lease too, counted from later.
   *
   * @param seconds how much later, before its end
   * @return for the kernel, which counts from when it is told
   */
  Lease left(long seconds);

  /**
   * Whether this one only prolongs another: nothing but times differs.
   *
   * @param before the lease held so far
   * @return true for a plain renewal
   */
  boolean isRenewalOf(Lease before);

  /**
   * The addresses and prefixes, for log lines.
   *
   * @return joined by blanks
   */
  String headline();

  /**
   * A lease in two.
   *
   * @param left what stays; absent if nothing
   * @param gone what goes; absent if nothing
   */
  record Split(Optional<Lease> left, Optional<Lease> gone) {
    static Split all(Lease gone) {
      return new Split(Optional.empty(), Optional.of(gone));
    }

    static Split none(Lease left) {
      return new Split(Optional.of(left), Optional.empty());
    }
  }
}
