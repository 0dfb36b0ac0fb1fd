package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.LinkState;

/**
 * A network interface at one moment.
 *
 * @param index greater than 0, never used twice while the machine runs
 * @param name kernel name
 * @param up switched on (IFF_UP)
 * @param running able to carry packets (IFF_RUNNING: carrier, and not dormant)
 * @param mtu in bytes; 0 if unknown
 * @param mac lower-case, with colons; empty if it has none
 */
public record Link(int index, String name, boolean up, boolean running, int mtu, String mac) {
  private static final HexFormat HEX = HexFormat.ofDelimiter(":");

  /**
   * What it means to a client.
   *
   * @return DOWN or READY
   */
  public LinkState state() {
    return up && running ? LinkState.READY : LinkState.DOWN;
  }

  /**
   * Reads RTM_NEWLINK.
   *
   * @param former of the same index: events leave out what did not change
   * @return absent when it is malformed or about a bridge port
   */
  static Optional<Link> read(NetlinkMessage message, Optional<Link> former) {
    if (!isAboutLinks(message)) {
      return Optional.empty();
    }
    Map<Integer, ByteBuffer> attributes = message.attributes(Rtnetlink.IFINFOMSG_BYTES);
    ByteBuffer name = attributes.get(Rtnetlink.IFLA_IFNAME);
    ByteBuffer mac = attributes.get(Rtnetlink.IFLA_ADDRESS);
    String linuxInterface = name == null ? former.map(Link::name).orElse("") : text(name);
    if (linuxInterface.isEmpty()) {
      return Optional.empty();
    }
    int flags = message.body().getInt(8);
    return Optional.of(
        new Link(
            index(message),
            linuxInterface,
            (flags & Rtnetlink.IFF_UP) != 0,
            (flags & Rtnetlink.IFF_RUNNING) != 0,
            number(attributes, Rtnetlink.IFLA_MTU).orElse(former.map(Link::mtu).orElse(0)),
            mac == null ? former.map(Link::mac).orElse("") : HEX.formatHex(bytes(mac))));
  }

  /** Bridges report their ports by the same messages, in another family. */
  static boolean isAboutLinks(NetlinkMessage message) {
    return message.body().limit() >= Rtnetlink.IFINFOMSG_BYTES
        && message.body().get(0) == Rtnetlink.AF_UNSPEC
        && index(message) > 0;
  }

  static int index(NetlinkMessage message) {
    return message.body().getInt(4);
  }

  static Optional<Integer> number(Map<Integer, ByteBuffer> attributes, int type) {
    return Optional.ofNullable(attributes.get(type))
        .filter(payload -> payload.limit() >= 4)
        .map(payload -> payload.getInt(0));
  }

  /** Up to the NUL. */
  static String text(ByteBuffer payload) {
    String text = new String(bytes(payload), StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.limit()];
    payload.get(0, bytes);
    return bytes;
  }
}
