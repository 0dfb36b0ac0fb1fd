package org.rdkb.dhcpmanager.core.pool;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;

/** The static addresses of a pool, found by whose they are and by address. */
public final class StaticAddresses {
  /** None. */
  public static final StaticAddresses NONE = new StaticAddresses(List.of());

  private final List<StaticAddress> all;
  private final Map<ClientKey, Ipv4Address> byOwner = new HashMap<>();
  private final Set<Ipv4Address> addresses = new HashSet<>();

  /**
   * Takes a copy.
   *
   * @param all each owner once; of two, the first counts
   */
  public StaticAddresses(List<StaticAddress> all) {
    this.all = List.copyOf(all);
    for (StaticAddress kept : all) {
      addresses.add(kept.address());
      if (kept.use() == StaticAddress.Use.ON) {
        byOwner.putIfAbsent(kept.owner(), kept.address());
      }
    }
  }

  /**
   * Every address that is kept for somebody, switched on or not.
   *
   * @return in no order
   */
  public Set<Ipv4Address> addresses() {
    return Set.copyOf(addresses);
  }

  boolean keep(Ipv4Address address) {
    return addresses.contains(address);
  }

  /** What is kept for a client: by its identifier, else by its hardware address. */
  Optional<Ipv4Address> of(ClientKey client, HardwareAddress hardware) {
    if (byOwner.isEmpty()) {
      return Optional.empty();
    }
    Ipv4Address own = byOwner.get(client);
    return Optional.ofNullable(own != null ? own : byOwner.get(ClientKey.of(hardware)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StaticAddresses that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
