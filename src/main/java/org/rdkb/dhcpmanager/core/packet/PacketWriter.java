package org.rdkb.dhcpmanager.core.packet;

import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * DHCPv4 message → octets, without overload: sname and file stay empty. Options longer than 255
 * octets are sent in parts (RFC 3396).
 */
public final class PacketWriter {
  /** BOOTP's least, which some relays and clients insist on (RFC 1542 section 2.1). */
  private static final int LEAST = 300;

  private static final int USUAL = 400;
  private static final int LONGEST_PART = 255;
  private static final int NAMES = PacketReader.COOKIE - PacketReader.SNAME;

  private PacketWriter() {}

  /**
   * Writes a message.
   *
   * @param packet any message
   * @return at least 300 octets
   */
  public static Octets write(Packet4 packet) {
    Packet4.Header header = packet.header();
    HardwareAddress hardware = header.hardware();
    OctetsWriter out = new OctetsWriter(USUAL);
    out.u8(packet.op() == Packet4.Op.REQUEST ? 1 : 2).u8(hardware.type());
    out.u8(hardware.octets().length()).u8(header.hops());
    out.u32(Integer.toUnsignedLong(header.xid())).u16(header.secs());
    out.u16(header.cast() == Packet4.Cast.BROADCAST ? PacketReader.BROADCAST_FLAG : 0);
    Packet4.Addresses addresses = packet.addresses();
    out.u32(Integer.toUnsignedLong(addresses.ciaddr().bits()));
    out.u32(Integer.toUnsignedLong(addresses.yiaddr().bits()));
    out.u32(Integer.toUnsignedLong(addresses.siaddr().bits()));
    out.u32(Integer.toUnsignedLong(addresses.giaddr().bits()));
    out.put(hardware.octets());
    out.zeros(HardwareAddress.MOST - hardware.octets().length()).zeros(NAMES);
    out.u32(PacketReader.MAGIC);
    out.u8(OptionCode4.MESSAGE_TYPE).u8(1).u8(packet.type().code());
    packet.options().forEach((code, payload) -> option(out, code, payload));
    out.u8(OptionCode4.END);
    return out.zeros(Math.max(0, LEAST - out.length())).toOctets();
  }

  private static void option(OctetsWriter out, int code, Octets payload) {
    if (payload.length() <= LONGEST_PART) {
      out.u8(code).u8(payload.length()).put(payload);
      return;
    }
    int at = 0;
    do {
      int part = Math.min(LONGEST_PART, payload.length() - at);
      out.u8(code).u8(part).put(payload.slice(at, at + part));
      at += part;
    } while (at < payload.length());
  }

  /**
   * What an option takes in a message.
   *
   * @param payload of any length
   * @return octets, with code and length of each part
   */
  public static int size(Octets payload) {
    int parts = Math.max(1, (payload.length() + LONGEST_PART - 1) / LONGEST_PART);
    return payload.length() + 2 * parts;
  }
}
