package org.rdkb.dhcpmanager.core.pool.guard;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.RelayInformation;

/**
 * A port of a relay.
 *
 * @param relay who told
 * @param circuitId which of its ports
 */
record Port(Ipv4Address relay, Octets circuitId) {

  /** Absent if no relay says where a message comes from. */
  static Optional<Port> of(Packet4 packet) {
    Octets circuitId = RelayInformation.of(packet).circuitId();
    return circuitId.length() == 0
        ? Optional.empty()
        : Optional.of(new Port(packet.giaddr(), circuitId));
  }
}
