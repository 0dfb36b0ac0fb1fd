package org.rdkb.dhcpmanager.server;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/** An IPv4 packet with UDP from a DHCP server to a client (RFC 791, RFC 768), sums included. */
final class UnicastPacket {
  static final int SERVER_PORT = 67;
  static final int CLIENT_PORT = 68;
  private static final int IP_HEADER = 20;
  private static final int UDP_HEADER = 8;
  private static final int UDP = 17;
  private static final int TTL = 64;

  private UnicastPacket() {}

  static byte[] of(Ipv4Address from, Ipv4Address to, Octets payload) {
    int datagram = UDP_HEADER + payload.length();
    Octets addresses = new OctetsWriter().u32(bits(from)).u32(bits(to)).toOctets();
    Octets pseudo =
        new OctetsWriter()
            .put(addresses)
            .u16(UDP)
            .u16(datagram)
            .put(udp(payload, datagram, 0))
            .toOctets();
    int udpSum = sum(pseudo) == 0 ? 0xffff : sum(pseudo);
    return new OctetsWriter()
        .put(ip(addresses, datagram, sum(ip(addresses, datagram, 0))))
        .put(udp(payload, datagram, udpSum))
        .toOctets()
        .toArray();
  }

  private static Octets ip(Octets addresses, int datagram, int sum) {
    return new OctetsWriter()
        .u16(0x4500)
        .u16(IP_HEADER + datagram)
        .u32(0)
        .u8(TTL)
        .u8(UDP)
        .u16(sum)
        .put(addresses)
        .toOctets();
  }

  private static Octets udp(Octets payload, int length, int sum) {
    return new OctetsWriter()
        .u16(SERVER_PORT)
        .u16(CLIENT_PORT)
        .u16(length)
        .u16(sum)
        .put(payload)
        .toOctets();
  }

  /** RFC 1071. */
  private static int sum(Octets octets) {
    long sum = 0;
    for (int i = 0; i < octets.length(); i++) {
      sum += (long) octets.at(i) << (i % 2 == 0 ? 8 : 0);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (int) (~sum & 0xffff);
  }

  private static long bits(Ipv4Address address) {
    return Integer.toUnsignedLong(address.bits());
  }
}
