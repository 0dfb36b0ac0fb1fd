package org.rdkb.dhcpmanager.core.pool;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * How a request came.
 *
 * @param linuxInterface where
 * @param ours our addresses there, none if it has none; each may be the server identifier
 * @param cast whether it was sent to us alone
 */
public record Arrival(String linuxInterface, List<Ipv4Address> ours, Packet4.Cast cast) {
  /** Takes a copy. */
  public Arrival {
    ours = List.copyOf(ours);
  }
}
