package org.rdkb.dhcpmanager.core.packet;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * A DHCPv4 message (RFC 2131 section 2). Neither sname nor file is kept: what a server needs of
 * them are the options in them.
 *
 * @param op who sent it
 * @param type option 53, which is not among the options
 * @param header the fixed fields
 * @param addresses the four addresses
 * @param options in their order, without 52, 53 and the end
 */
public record Packet4(
    Op op, MessageType4 type, Header header, Addresses addresses, OptionSet options)
    implements Reading {

  /** Who sent a message. */
  public enum Op {
    REQUEST,
    REPLY
  }

  /** Whether a client can be reached only by broadcast as long as it has no address. */
  public enum Cast {
    UNICAST,
    BROADCAST
  }

  /**
   * The fixed fields.
   *
   * @param hops relays passed, 0…16
   * @param xid all 32 bits
   * @param secs since the client began, 0…65535
   * @param cast the broadcast flag
   * @param hardware htype, hlen, chaddr
   */
  public record Header(int hops, int xid, int secs, Cast cast, HardwareAddress hardware) {}

  /**
   * The addresses; 0.0.0.0 where there is none.
   *
   * @param ciaddr what the client has
   * @param yiaddr what it is given
   * @param siaddr the next server to boot from
   * @param giaddr the relay
   */
  public record Addresses(
      Ipv4Address ciaddr, Ipv4Address yiaddr, Ipv4Address siaddr, Ipv4Address giaddr) {
    /** None at all. */
    public static final Addresses NONE =
        new Addresses(Ipv4Address.ANY, Ipv4Address.ANY, Ipv4Address.ANY, Ipv4Address.ANY);
  }

  /**
   * The address that the client has.
   *
   * @return 0.0.0.0 if none
   */
  public Ipv4Address ciaddr() {
    return addresses.ciaddr();
  }

  /**
   * The relay that the message came by.
   *
   * @return 0.0.0.0 if none
   */
  public Ipv4Address giaddr() {
    return addresses.giaddr();
  }
}
