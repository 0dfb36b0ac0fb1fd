package org.rdkb.dhcpmanager.core.packet;

import java.util.Arrays;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * A message on its way through a relay: what a relay may change of it; every other octet stays as
 * it came.
 *
 * @param octets that {@link PacketReader} takes
 */
public record PassingMessage(Octets octets) {
  /** What an Ethernet frame has room for (RFC 3046 section 2.1: else nothing is added). */
  static final int MOST = 1472;

  private static final int HOPS = 3;
  private static final int GIADDR = 24;
  private static final int LEAST = 300;

  /**
   * The same with another count of relays.
   *
   * @param hops 0…255
   * @return another message
   */
  public PassingMessage withHops(int hops) {
    byte[] bytes = octets.toArray();
    bytes[HOPS] = (byte) hops;
    return new PassingMessage(Octets.of(bytes));
  }

  /**
   * The same from another relay.
   *
   * @param giaddr where answers go
   * @return another message
   */
  public PassingMessage withGiaddr(Ipv4Address giaddr) {
    byte[] bytes = octets.toArray();
    for (int i = 0; i < 4; i++) {
      bytes[GIADDR + i] = (byte) (giaddr.bits() >>> (24 - 8 * i));
    }
    return new PassingMessage(Octets.of(bytes));
  }

  /**
   * The same with option 82 as the last one.
   *
   * @param payload at most 255 octets
   * @return itself, if there is no room
   */
  public PassingMessage withInformation(Octets payload) {
    int end = end();
    if (end + 3 + payload.length() > MOST) {
      return this;
    }
    OctetsWriter out = new OctetsWriter().put(octets.slice(0, end));
    out.u8(OptionCode4.RELAY_AGENT).u8(payload.length()).put(payload).u8(OptionCode4.END);
    return padded(out, octets.length());
  }

  /**
   * The same without option 82.
   *
   * @return another message
   */
  public PassingMessage withoutInformation() {
    OctetsWriter out = new OctetsWriter().put(octets.slice(0, PacketReader.OPTIONS));
    int end = end();
    int at = PacketReader.OPTIONS;
    while (at < end) {
      int next = next(at);
      if (octets.at(at) != OptionCode4.RELAY_AGENT) {
        out.put(octets.slice(at, next));
      }
      at = next;
    }
    return padded(out.u8(OptionCode4.END), LEAST);
  }

  /** Where the options end: at the end mark. */
  private int end() {
    int at = PacketReader.OPTIONS;
    while (octets.at(at) != OptionCode4.END) {
      at = next(at);
    }
    return at;
  }

  private int next(int at) {
    return octets.at(at) == OptionCode4.PAD ? at + 1 : at + 2 + octets.at(at + 1);
  }

  private static PassingMessage padded(OctetsWriter out, int least) {
    byte[] bytes = out.toOctets().toArray();
    return new PassingMessage(Octets.of(Arrays.copyOf(bytes, Math.max(bytes.length, least))));
  }
}
