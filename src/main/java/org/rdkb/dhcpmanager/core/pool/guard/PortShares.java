package org.rdkb.dhcpmanager.core.pool.guard;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * How many addresses the clients behind one port of a relay have, so that invented clients there
 * cannot take all. Bounded by the addresses that the server gives out. What was before a start is
 * learnt as those clients renew.
 */
final class PortShares {
  private final int most;
  private final LeaseBook book;
  private final Map<Port, Set<Ipv4Address>> taken = new HashMap<>();
  private final Map<Ipv4Address, Port> ports = new HashMap<>();

  PortShares(int most, LeaseBook book) {
    this.most = most;
    this.book = book;
  }

  /** Who has an address keeps it, however many there are. */
  boolean isFull(Packet4 packet, long now) {
    Set<Ipv4Address> here = Port.of(packet).map(taken::get).orElse(Set.of());
    if (here.size() < most) {
      return false;
    }
    Optional<ClientKey> client = ClientKey.of(packet);
    for (Ipv4Address address : Set.copyOf(here)) {
      Optional<PoolLease> lease = book.at(address).filter(known -> isHeld(known, now));
      if (lease.isEmpty()) {
        forget(address);
      } else if (client.filter(lease.get().client()::equals).isPresent()) {
        return false;
      }
    }
    return here.size() >= most;
  }

  private static boolean isHeld(PoolLease lease, long now) {
    return lease.isActive(now) || (lease.phase() == Phase.OFFERED && now < lease.until());
  }

  /** What became of a message. */
  void learn(Packet4 packet, Decision decision) {
    Port.of(packet)
        .ifPresent(
            port ->
                decision.changes().stream()
                    .filter(
                        lease -> lease.phase() == Phase.OFFERED || lease.phase() == Phase.LEASED)
                    .forEach(lease -> take(lease.address(), port)));
  }

  private void take(Ipv4Address address, Port port) {
    forget(address);
    ports.put(address, port);
    taken.computeIfAbsent(port, any -> new LinkedHashSet<>()).add(address);
  }

  private void forget(Ipv4Address address) {
    Port former = ports.remove(address);
    if (former != null) {
      taken.computeIfPresent(
          former, (port, here) -> here.remove(address) && here.isEmpty() ? null : here);
    }
  }
}
