package org.rdkb.dhcpmanager.core.pool;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * A request whose client and link are known.
 *
 * @param request what came
 * @param client who
 * @param pools that serve the link, at least one, in their order
 * @param serverIdentifier who we are there
 * @param now when
 * @param wordings templates of answers
 */
record Exchange(
    Request request,
    ClientKey client,
    List<AddressPool> pools,
    Ipv4Address serverIdentifier,
    Now now,
    Wording.Cache wordings) {

  Packet4 packet() {
    return request.packet();
  }

  OptionSet options() {
    return request.packet().options();
  }

  HardwareAddress hardware() {
    return request.packet().header().hardware();
  }

  /** The pool that new leases come from (R23). */
  AddressPool pool() {
    return pools.get(0);
  }

  /** The pool that an address is of: one that may give it to the client, else of its subnet. */
  Optional<AddressPool> poolOf(Ipv4Address address) {
    Optional<AddressPool> found = Optional.empty();
    for (AddressPool pool : pools) {
      if (pool.subnet().contains(address)) {
        if (pool.suits(client, hardware(), address)) {
          return Optional.of(pool);
        }
        found = found.isEmpty() ? Optional.of(pool) : found;
      }
    }
    return found;
  }

  boolean isOurs(Ipv4Address server) {
    return server.equals(serverIdentifier) || request.arrival().ours().contains(server);
  }
}
