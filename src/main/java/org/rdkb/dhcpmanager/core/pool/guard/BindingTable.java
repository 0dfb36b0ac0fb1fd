package org.rdkb.dhcpmanager.core.pool.guard;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.Request;

/**
 * Which hardware got which address where, as a switch that snoops keeps it: who gives an address
 * back has to be that hardware, on that link, behind that port. A client behind a relay gives it
 * back without the relay (RFC 2131 section 4.4.6): then the port is not asked for. Bounded; what
 * was before a start is learnt as those clients renew, and until then not checked.
 */
final class BindingTable {
  /** As many as a large pool has addresses. */
  static final int MOST = 1 << 16;

  private record Binding(HardwareAddress hardware, String linuxInterface, Optional<Port> port) {}

  private final Recent<Ipv4Address, Binding> bindings = new Recent<>(MOST);

  /** What became of a message. */
  void learn(Request request, Decision decision) {
    for (PoolLease lease : decision.changes()) {
      if (lease.phase() == PoolLease.Phase.LEASED) {
        bindings.put(
            lease.address(),
            new Binding(
                lease.hardware(), request.arrival().linuxInterface(), Port.of(request.packet())));
      }
    }
  }

  /** Whether somebody gives back what somebody else has, or from elsewhere. */
  boolean isForged(Request request) {
    Packet4 packet = request.packet();
    Ipv4Address named =
        switch (packet.type()) {
          case RELEASE -> packet.ciaddr();
          case DECLINE ->
              packet.options().address(OptionCode4.REQUESTED_ADDRESS).orElse(Ipv4Address.ANY);
          default -> Ipv4Address.ANY;
        };
    Binding known = bindings.get(named);
    if (known == null) {
      return false;
    }
    if (!known.hardware().equals(packet.header().hardware())) {
      return true;
    }
    boolean relayed = !packet.giaddr().equals(Ipv4Address.ANY);
    return known.port().isPresent()
        ? relayed && !Port.of(packet).equals(known.port())
        : !known.linuxInterface().equals(request.arrival().linuxInterface());
  }

  int size() {
    return bindings.size();
  }
}
