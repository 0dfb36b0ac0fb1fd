package org.rdkb.dhcpmanager.core.lease;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * What a DHCPv4 server granted (RFC 2131), as one immutable value. Says nothing about when: the
 * instants are in {@code HeldLease}.
 *
 * @param address the leased address, unicast
 * @param prefixLength from option 1, 1…32
 * @param broadcast option 28; absent if not sent
 * @param serverIdentifier option 54; absent if not sent
 * @param times lease time, T1, T2
 * @param network routers, routes, resolvers, MTU
 * @param provisioning texts for the host
 * @param options every option whose payload is known, by code
 */
public record Lease4(
    Ipv4Address address,
    int prefixLength,
    Optional<Ipv4Address> broadcast,
    Optional<Ipv4Address> serverIdentifier,
    LeaseTimes times,
    Network4 network,
    Provisioning4 provisioning,
    SortedMap<Integer, Octets> options)
    implements Lease, Grant {

  /** Checks address and prefix length, takes a copy of the options. */
  public Lease4 {
    if (!address.isUnicast() || prefixLength < 1 || prefixLength > 32) {
      throw new IllegalArgumentException(address + "/" + prefixLength);
    }
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /**
   * A lease of an address and its times, with nothing else said.
   *
   * @param address the leased address
   * @param prefixLength 1…32
   * @param times lease time, T1, T2
   * @return the lease
   */
  public static Lease4 of(Ipv4Address address, int prefixLength, LeaseTimes times) {
    return new Lease4(
        address,
        prefixLength,
        Optional.empty(),
        Optional.empty(),
        times,
        Network4.NONE,
        Provisioning4.NONE,
        new TreeMap<>(Map.of()));
  }

  /**
   * The network of the address.
   *
   * @return address and mask combined
   */
  public Ipv4Prefix subnet() {
    return new Ipv4Prefix(address, prefixLength);
  }

  @Override
  public Optional<Lease> onto(Optional<Lease> held) {
    return Optional.of(this); // an ACK says everything
  }

  @Override
  public Lifetime firstEnd() {
    return times.leaseTime();
  }

  @Override
  public Split expired(long seconds) {
    return !times.leaseTime().isInfinite() && seconds >= times.leaseTime().seconds()
        ? Split.all(this)
        : Split.none(this);
  }

  @Override
  public Split without(Withdrawal withdrawal) {
    return Split.none(this);
  }

  @Override
  public Lease after(long seconds) {
    return this; // the one who needs the remaining time of an IPv4 lease has its instants
  }

  @Override
  public Lease4 left(long seconds) {
    return new Lease4(
        address,
        prefixLength,
        broadcast,
        serverIdentifier,
        times.left(seconds),
        network,
        provisioning,
        options);
  }

  @Override
  public boolean isRenewalOf(Lease before) {
    return before instanceof Lease4 old && LeaseComparison.isRenewal(old, this);
  }

  @Override
  public String headline() {
    return address.toString();
  }
}
