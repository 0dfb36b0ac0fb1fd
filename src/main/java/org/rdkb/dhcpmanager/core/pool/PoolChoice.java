package org.rdkb.dhcpmanager.core.pool;

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
    List<AddressPool> linked =
        link.map(address -> pools.stream().filter(p -> p.subnet().contains(address)).toList())
            .orElse(List.of());
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
    return RelayInformation.of(packet)
        .link()
        .or(() -> packet.options().address(OptionCode4.SUBNET_SELECTION))
        .or(() -> Optional.of(packet.giaddr()).filter(a -> !a.equals(Ipv4Address.ANY)))
        .or(
            () ->
                Optional.of(packet.ciaddr())
                    .filter(a -> request.arrival().cast() == Packet4.Cast.UNICAST)
                    .filter(a -> !a.equals(Ipv4Address.ANY)));
  }
}
