package org.rdkb.dhcpmanager.kernel;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

/**
 * What makes, changes and removes links: the messages of iproute2 6.1, attribute by attribute, so
 * that they can be compared byte by byte. Pure.
 */
final class LinkRequests {
  private static final int ACKNOWLEDGED = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK;
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");

  private LinkRequests() {}

  /**
   * A namespace as the kernel is told of it.
   *
   * @param attribute IFLA_NET_NS_PID or IFLA_NET_NS_FD
   * @param value number of a process, or of an open file of ours
   */
  record Target(int attribute, int value) {
    static Target process(int pid) {
      return new Target(Rtnetlink.IFLA_NET_NS_PID, pid);
    }

    static Target descriptor(int fd) {
      return new Target(Rtnetlink.IFLA_NET_NS_FD, fd);
    }
  }

  /**
   * Makes a link.
   *
   * @param parent index of the link that it sits on; absent: none
   * @param target where it, or its peer, comes to be; absent: here
   */
  static NetlinkRequest make(LinkSpec spec, OptionalInt parent, Optional<Target> target) {
    NetlinkRequest request =
        new NetlinkRequest(
                Rtnetlink.RTM_NEWLINK, ACKNOWLEDGED | Rtnetlink.NLM_F_EXCL | Rtnetlink.NLM_F_CREATE)
            .putBytes(new byte[Rtnetlink.IFINFOMSG_BYTES]);
    if (!spec.kind().isPair()) {
      target.ifPresent(where -> request.attributeInt(where.attribute(), where.value()));
    }
    spec.mac().ifPresent(mac -> request.attribute(Rtnetlink.IFLA_ADDRESS, MAC.parseHex(mac)));
    spec.mtu().ifPresent(mtu -> request.attributeInt(Rtnetlink.IFLA_MTU, mtu));
    parent.ifPresent(index -> request.attributeInt(Rtnetlink.IFLA_LINK, index));
    return request
        .attributeName(Rtnetlink.IFLA_IFNAME, spec.name())
        .nested(Rtnetlink.IFLA_LINKINFO, info -> describe(info, spec, target));
  }

  private static void describe(NetlinkRequest info, LinkSpec spec, Optional<Target> target) {
    info.attribute(
        Rtnetlink.IFLA_INFO_KIND, spec.kind().word().getBytes(StandardCharsets.US_ASCII));
    if (spec.kind().isOnParent() || spec.kind().isPair()) {
      info.nested(Rtnetlink.IFLA_INFO_DATA, data -> detail(data, spec, target));
    }
  }

  private static void detail(NetlinkRequest data, LinkSpec spec, Optional<Target> target) {
    if (spec.kind().isPair()) {
      data.nested(
          Rtnetlink.VETH_INFO_PEER,
          peer -> {
            peer.putBytes(new byte[Rtnetlink.IFINFOMSG_BYTES]);
            target.ifPresent(where -> peer.attributeInt(where.attribute(), where.value()));
            spec.mtu().ifPresent(mtu -> peer.attributeInt(Rtnetlink.IFLA_MTU, mtu));
            if (!spec.handover().mac().isEmpty()) {
              peer.attribute(Rtnetlink.IFLA_ADDRESS, MAC.parseHex(spec.handover().mac()));
            }
            spec.peer().ifPresent(name -> peer.attributeName(Rtnetlink.IFLA_IFNAME, name));
          });
    } else if (spec.kind() == LinkKind.VLAN) {
      data.attributeShort(Rtnetlink.IFLA_VLAN_ID, spec.id().orElse(0));
    } else if (spec.kind() == LinkKind.MACVLAN) {
      data.attributeInt(Rtnetlink.IFLA_MACVLAN_MODE, Rtnetlink.MACVLAN_MODE_BRIDGE);
    } else {
      data.attributeShort(Rtnetlink.IFLA_IPVLAN_MODE, Rtnetlink.IPVLAN_MODE_L2)
          .attributeShort(Rtnetlink.IFLA_IPVLAN_FLAGS, 0);
    }
  }

  static NetlinkRequest raise(int index) {
    return header(Rtnetlink.RTM_NEWLINK, index, Rtnetlink.IFF_UP);
  }

  /**
   * Puts a link into a bridge.
   *
   * @param bridge its index; 0 takes the link out of whatever it is in
   */
  static NetlinkRequest join(int index, int bridge) {
    return header(Rtnetlink.RTM_NEWLINK, index, 0).attributeInt(Rtnetlink.IFLA_MASTER, bridge);
  }

  static NetlinkRequest move(int index, Target target) {
    return header(Rtnetlink.RTM_NEWLINK, index, 0).attributeInt(target.attribute(), target.value());
  }

  static NetlinkRequest rename(int index, String name) {
    return header(Rtnetlink.RTM_NEWLINK, index, 0).attributeName(Rtnetlink.IFLA_IFNAME, name);
  }

  static NetlinkRequest remove(int index) {
    return header(Rtnetlink.RTM_DELLINK, index, 0);
  }

  /** With the body of a link: family, type, index, flags, and which of them count. */
  private static NetlinkRequest header(int type, int index, int flags) {
    return new NetlinkRequest(type, ACKNOWLEDGED)
        .putInt(0)
        .putInt(index)
        .putInt(flags)
        .putInt(flags);
  }
}
