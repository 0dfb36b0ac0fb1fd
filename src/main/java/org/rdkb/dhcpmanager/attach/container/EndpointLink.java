package org.rdkb.dhcpmanager.attach.container;

import java.util.Map;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

/**
 * The link of an endpoint. All of it follows from the engine's id and the network's type, so that
 * it can be made anew by somebody who remembers nothing.
 *
 * @param type of its network
 * @param id the engine's, at least twelve characters
 */
record EndpointLink(NetworkType type, String id) {
  /** Of an id: enough to tell endpoints apart, and short enough for the kernel. */
  private static final int SHORT = 12;

  private String shortId() {
    return id.substring(0, SHORT);
  }

  /** The link that is declared. */
  String hostEnd() {
    return (type == NetworkType.MACVLAN ? "dm-" : "dh-") + shortId();
  }

  /** What the engine takes into the container. */
  String containerEnd() {
    return type == NetworkType.MACVLAN ? hostEnd() : "dc-" + shortId();
  }

  /** What the engine calls it there, without the number. */
  String prefix() {
    return type == NetworkType.CAN ? "vcan" : "eth";
  }

  /** Whether it has a hardware address. */
  boolean hasMac() {
    return type != NetworkType.CAN;
  }

  /** The same for the same endpoint, so that it gets the same lease. */
  String lastingMac() {
    return new LinkSpec(LinkKind.VETH, containerEnd()).withLastingMac(id).mac().orElse("");
  }

  /** Where its row has the hardware address of what the container gets. */
  String macParameter() {
    return type == NetworkType.MACVLAN ? "MACAddress" : "PeerMACAddress";
  }

  /** The row that declares it. */
  Map<String, String> row(String network, String mac) {
    Map<String, String> row = new TreeMap<>();
    row.put("Network", network);
    row.put("Interface", hostEnd());
    row.put("Enable", "true");
    if (type == NetworkType.MACVLAN) {
      row.put("Kind", "macvlan");
    } else {
      row.put("Kind", type == NetworkType.CAN ? "vxcan" : "veth");
      row.put("Peer", containerEnd());
    }
    if (hasMac()) {
      row.put(macParameter(), mac);
    }
    return row;
  }
}
