package org.rdkb.dhcpmanager.core.pool;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;

/**
 * One pool: addresses of one subnet and what their clients are told.
 *
 * @param instance number of its row
 * @param linuxInterface whose clients it serves, besides those of relays in its subnet
 * @param subnet where the range is in
 * @param range what is given out
 * @param reserved addresses of the range that are not given out
 * @param statics addresses kept for certain clients
 * @param options what clients are told
 * @param terms for how long
 * @param audience for whom
 * @param special what some of them are told
 */
public record AddressPool(
    int instance,
    String linuxInterface,
    Ipv4Prefix subnet,
    AddressRange range,
    Set<Ipv4Address> reserved,
    StaticAddresses statics,
    List<PoolOption> options,
    LeaseTerms terms,
    Audience audience,
    SpecialOptions special) {

  /** Takes copies; checks that the range is in the subnet. */
  public AddressPool {
    if (!subnet.contains(range.first()) || !subnet.contains(range.last())) {
      throw new IllegalArgumentException(range + " is not in " + subnet);
    }
    reserved = Set.copyOf(reserved);
    options = List.copyOf(options);
  }

  /**
   * A pool that tells all its clients the same.
   *
   * @param instance number of its row
   * @param linuxInterface whose clients it serves, besides those of relays in its subnet
   * @param subnet where the range is in
   * @param range what is given out
   * @param reserved addresses of the range that are not given out
   * @param statics addresses kept for certain clients
   * @param options what clients are told
   * @param terms for how long
   * @param audience for whom
   */
  public AddressPool(
      int instance,
      String linuxInterface,
      Ipv4Prefix subnet,
      AddressRange range,
      Set<Ipv4Address> reserved,
      StaticAddresses statics,
      List<PoolOption> options,
      LeaseTerms terms,
      Audience audience) {
    this(
        instance,
        linuxInterface,
        subnet,
        range,
        reserved,
        statics,
        options,
        terms,
        audience,
        SpecialOptions.NONE);
  }

  /**
   * The same pool, which tells some of its clients something else.
   *
   * @param others what
   * @return another pool
   */
  public AddressPool telling(SpecialOptions others) {
    return new AddressPool(
        instance,
        linuxInterface,
        subnet,
        range,
        reserved,
        statics,
        options,
        terms,
        audience,
        others);
  }

  /** Whether anybody may be given the address: in the range and not kept for somebody. */
  boolean isDynamic(Ipv4Address address) {
    return range.contains(address)
        && !reserved.contains(address)
        && !address.equals(subnet.address())
        && !isBroadcast(address)
        && !statics.keep(address);
  }

  /**
   * The same pool without these addresses.
   *
   * @param others of its range
   * @return gives them to nobody
   */
  public AddressPool reserving(Collection<Ipv4Address> others) {
    Set<Ipv4Address> all = new HashSet<>(reserved);
    all.addAll(others);
    return new AddressPool(
        instance, linuxInterface, subnet, range, all, statics, options, terms, audience, special);
  }

  private boolean isBroadcast(Ipv4Address address) {
    return subnet.length() < 31 && (address.bits() | Ipv4Prefix.mask(subnet.length()).bits()) == -1;
  }

  /** What is kept for a client. */
  Optional<Ipv4Address> staticAddress(ClientKey client, HardwareAddress hardware) {
    return statics.of(client, hardware).filter(subnet::contains);
  }

  /** Whether this client may have this address, whoever else has it. */
  boolean suits(ClientKey client, HardwareAddress hardware, Ipv4Address address) {
    Optional<Ipv4Address> kept = staticAddress(client, hardware);
    return kept.isPresent() ? kept.get().equals(address) : isDynamic(address);
  }
}
