package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * An address that is kept for one client (R33).
 *
 * @param owner whose: a client identifier, or a hardware address whatever else the client says
 * @param address anywhere in the pool's subnet
 * @param use whether the client gets it now; nobody else gets it in either case
 */
public record StaticAddress(ClientKey owner, Ipv4Address address, Use use) {
  /** Whether the row is enabled. */
  public enum Use {
    ON,
    OFF
  }
}
