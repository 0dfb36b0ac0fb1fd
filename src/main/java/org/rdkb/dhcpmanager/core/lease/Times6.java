package org.rdkb.dhcpmanager.core.lease;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * T1 and T2 of a DHCPv6 lease, normalised: 0 &lt; T1 ≤ T2 ≤ the longest valid lifetime.
 *
 * @param t1 when renewing begins
 * @param t2 when rebinding begins
 */
record Times6(Lifetime t1, Lifetime t2) {

  /**
   * What the server said if it makes sense, else one half and four fifths of the shortest preferred
   * lifetime that it granted (RFC 8415 section 21.4).
   */
  static Times6 of(Reply6 reply, List<IaAddress> addresses, List<IaPrefix> prefixes) {
    long longest = valid(addresses, prefixes).max().orElse(1);
    long shortest =
        Stream.concat(
                reply.addresses().stream().map(IaAddress::lifetimes),
                reply.prefixes().stream().map(IaPrefix::lifetimes))
            .mapToLong(lifetimes -> lifetimes.preferred().seconds())
            .filter(seconds -> seconds > 0)
            .min()
            .orElse(longest);
    boolean infinite = shortest == Lifetime.INFINITE.seconds();
    long t2 = reply.t2().map(Lifetime::seconds).orElse(0L);
    if (t2 <= 0 || t2 > longest) {
      t2 = infinite ? shortest : Math.max(1, shortest * 4 / 5);
    }
    t2 = Math.min(t2, longest);
    long t1 = reply.t1().map(Lifetime::seconds).orElse(0L);
    if (t1 <= 0 || t1 > t2) {
      t1 = infinite ? t2 : Math.max(1, Math.min(shortest / 2, t2));
    }
    return new Times6(new Lifetime(t1), new Lifetime(t2));
  }

  static LongStream valid(List<IaAddress> addresses, List<IaPrefix> prefixes) {
    return Stream.concat(
            addresses.stream().map(IaAddress::lifetimes),
            prefixes.stream().map(IaPrefix::lifetimes))
        .mapToLong(lifetimes -> lifetimes.valid().seconds());
  }
}
