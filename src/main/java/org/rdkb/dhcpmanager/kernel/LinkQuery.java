package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for one link by name, now. */
final class LinkQuery {
  /** IFNAMSIZ with its NUL: the kernel refuses longer names. */
  private static final int LONGEST = 16;

  private LinkQuery() {}

  /**
   * More than events tell.
   *
   * @param link the link
   * @param leastMtu 0 if the driver does not say
   * @param largestMtu {@link Integer#MAX_VALUE} if the driver does not say
   * @param kind what software made it, in the kernel's word; empty: none did
   * @param master index of the bridge that it is in; 0: in none
   * @param isAcross whether the other end of a pair is in another namespace
   */
  record Details(
      Link link, int leastMtu, int largestMtu, String kind, int master, boolean isAcross) {}

  static Optional<Details> find(RtnetlinkChannel channel, String linuxInterface) {
    byte[] name = (linuxInterface + "\0").getBytes(StandardCharsets.UTF_8);
    if (name.length > LONGEST || name.length == 1) {
      return Optional.empty();
    }
    NetlinkRequest request =
        new NetlinkRequest(Rtnetlink.RTM_GETLINK, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK)
            .putBytes(new byte[Rtnetlink.IFINFOMSG_BYTES])
            .attribute(Rtnetlink.IFLA_IFNAME, name);
    return channel.ask(request).replies().stream()
        .filter(message -> message.type() == Rtnetlink.RTM_NEWLINK)
        .findFirst()
        .flatMap(LinkQuery::read);
  }

  /** All links of a namespace. */
  static List<Details> all(RtnetlinkChannel channel) {
    NetlinkRequest request =
        new NetlinkRequest(Rtnetlink.RTM_GETLINK, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP)
            .putBytes(new byte[Rtnetlink.IFINFOMSG_BYTES]);
    return channel.ask(request).replies().stream()
        .filter(message -> message.type() == Rtnetlink.RTM_NEWLINK)
        .flatMap(message -> read(message).stream())
        .toList();
  }

  /** The link of a hardware address, whatever its name. */
  static Optional<Details> ofAddress(RtnetlinkChannel channel, String mac) {
    return all(channel).stream()
        .filter(details -> !mac.isEmpty() && details.link().mac().equals(mac))
        .findFirst();
  }

  private static Optional<Details> read(NetlinkMessage message) {
    Map<Integer, ByteBuffer> attributes = message.attributes(Rtnetlink.IFINFOMSG_BYTES);
    int least = Link.number(attributes, Rtnetlink.IFLA_MIN_MTU).orElse(0);
    int largest = Link.number(attributes, Rtnetlink.IFLA_MAX_MTU).orElse(0);
    return Link.read(message, Optional.empty())
        .map(
            link ->
                new Details(
                    link,
                    least,
                    largest > 0 ? largest : Integer.MAX_VALUE,
                    kind(attributes.get(Rtnetlink.IFLA_LINKINFO)),
                    Link.number(attributes, Rtnetlink.IFLA_MASTER).orElse(0),
                    attributes.containsKey(Rtnetlink.IFLA_LINK_NETNSID)));
  }

  private static String kind(@Nullable ByteBuffer info) {
    ByteBuffer kind =
        info == null ? null : NetlinkMessage.attributes(info, 0).get(Rtnetlink.IFLA_INFO_KIND);
    return kind == null ? "" : Link.text(kind);
  }
}
