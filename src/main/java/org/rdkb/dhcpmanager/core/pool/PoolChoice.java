package org.rdkb.dhcpmanager.core.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.RelayInformation;

/** Which pools serve the link that a request comes from. */
final class PoolChoice {
  private PoolChoice() {}

  /**
   * In their order: what the relay says of the link (RFC 3527), what the client says (RFC 3011),
   * the relay's own address, the address of a client that writes to us alone, the interface.
   */
  static List<AddressPool> of(Request request, List<AddressPool> pools) {
    Optional<Ipv4Address> link = link(request);
    List<AddressPool> linked = new ArrayList<>(pools.size());
    for (AddressPool pool : pools) {
      if (link.isPresent() && pool.subnet().contains(link.get())) {
        linked.add(pool);
      }
    }
    if (!linked.isEmpty() || isRelayed(request.packet())) {
      return linked;
    }
    String linuxInterface = request.arrival().linuxInterface();
    return pools.stream().filter(p -> p.linuxInterface().equals(linuxInterface)).toList();
  }

  private static boolean isRelayed(Packet4 packet) {
    return !packet.giaddr().equals(Ipv4Address.ANY);
  }

  private static Optional<Ipv4Address> link(Request request) {
    Packet4 packet = request.packet();
    Optional<Ipv4Address> told = RelayInformation.of(packet).link();
    if (told.isEmpty()) {
      told = packet.options().address(OptionCode4.SUBNET_SELECTION);
    }
    if (told.isPresent()) {
      return told;
    }
    if (isRelayed(packet)) {
      return Optional.of(packet.giaddr());
    }
    boolean has =
        request.arrival().cast() == Packet4.Cast.UNICAST
            && !packet.ciaddr().equals(Ipv4Address.ANY);
    return has ? Optional.of(packet.ciaddr()) : Optional.empty();
  }
}
