package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;

/** Where an answer goes (RFC 2131 section 4.1). */
public sealed interface Delivery {

  /** To the relay's server port. */
  record ToRelay(Ipv4Address relay) implements Delivery {}

  /** To a client that has its address. */
  record ToClient(Ipv4Address address) implements Delivery {}

  /** To a client that has no address yet: no ARP would find it. */
  record ToHardware(HardwareAddress hardware, Ipv4Address address) implements Delivery {}

  /** To everybody on the link. */
  record ToAll() implements Delivery {}
}
