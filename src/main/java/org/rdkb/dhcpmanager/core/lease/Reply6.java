package org.rdkb.dhcpmanager.core.lease;

import java.util.List;
import java.util.Optional;

/**
 * What a DHCPv6 reply says: about one IA or several, each with any number of addresses or prefixes;
 * about what it does not name, nothing.
 *
 * @param addresses of the IA_NA; a valid lifetime of zero removes one
 * @param prefixes of the IA_PD, likewise
 * @param t1 when to renew; absent or zero: left to the client
 * @param t2 when to rebind, likewise
 * @param answer who said it, and what else
 */
public record Reply6(
    List<IaAddress> addresses,
    List<IaPrefix> prefixes,
    Optional<Lifetime> t1,
    Optional<Lifetime> t2,
    Answer6 answer)
    implements Grant {

  /** Takes copies of the lists. */
  public Reply6 {
    addresses = List.copyOf(addresses);
    prefixes = List.copyOf(prefixes);
  }

  @Override
  public Optional<Lease> onto(Optional<Lease> held) {
    Lease6 before = held.map(Lease6.class::cast).orElse(Lease6.NOTHING);
    List<IaAddress> allAddresses = Binding6.merged(before.addresses(), addresses);
    List<IaPrefix> allPrefixes = Binding6.merged(before.prefixes(), prefixes);
    if (allAddresses.isEmpty() && allPrefixes.isEmpty()) {
      return Optional.empty();
    }
    // A reply about one IA of two says nothing about what came with the other.
    boolean partial =
        (addresses.isEmpty() && !before.addresses().isEmpty())
            || (prefixes.isEmpty() && !before.prefixes().isEmpty());
    Times6 times = Times6.of(this, allAddresses, allPrefixes);
    return Optional.of(
        new Lease6(
            allAddresses,
            allPrefixes,
            times.t1(),
            times.t2(),
            partial ? answer.or(before.answer()) : answer));
  }
}
