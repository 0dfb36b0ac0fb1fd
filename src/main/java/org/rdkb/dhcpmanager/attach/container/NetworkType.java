package org.rdkb.dhcpmanager.attach.container;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the containers of a network are joined. Which one it is follows from the network's row, so
 * that it outlives us.
 */
enum NetworkType {
  /** A bridge, and a cable into it for each container. */
  BRIDGE("bridge"),
  /** A link of the machine, and one more hardware address on it for each container. */
  MACVLAN("external"),
  /** A CAN bus, and a cable for each container; the kernel's gateway forwards between them. */
  CAN("vcan");

  private static final String GENERIC = "Options/com.docker.network.generic/";
  private static final Set<String> OPTIONS = Set.of("type", "bridge", "parent", "mtu");
  private static final int SHORT = 12;

  private final String kind;

  NetworkType(String kind) {
    this.kind = kind;
  }

  /** The type of a network whose base interface is of that kind. */
  static NetworkType ofKind(String kind) {
    for (NetworkType type : values()) {
      if (type.kind.equals(kind)) {
        return type;
      }
    }
    return BRIDGE;
  }

  /** The row that the options of a CreateNetwork ask for. */
  static Map<String, String> row(DriverRequest request) throws RefusedException {
    for (String path : request.values().keySet()) {
      if (path.startsWith(GENERIC) && !OPTIONS.contains(path.substring(GENERIC.length()))) {
        throw new RefusedException(
            "unknown option "
                + path.substring(GENERIC.length())
                + "; there are type, bridge, parent and mtu");
      }
    }
    String id = request.id("NetworkID").substring(0, SHORT);
    String word = request.text(GENERIC + "type");
    String bridge = request.text(GENERIC + "bridge");
    String parent = request.text(GENERIC + "parent");
    if (!word.isEmpty() && !word.equals("dhcp") && !word.equals("can")) {
      throw new RefusedException("type " + word + " is neither dhcp nor can");
    }
    if (!bridge.isEmpty() && !parent.isEmpty()) {
      throw new RefusedException("bridge and parent: a network sits on one of them");
    }
    if (word.equals("can") && !(bridge + parent).isEmpty()) {
      throw new RefusedException("type can: neither bridge nor parent carries CAN frames");
    }
    NetworkType type = word.equals("can") ? CAN : parent.isEmpty() ? BRIDGE : MACVLAN;
    String mtu = request.text(GENERIC + "mtu");
    Map<String, String> row = new TreeMap<>();
    row.put("Kind", type.kind);
    row.put(
        "Interface",
        switch (type) {
          case BRIDGE -> bridge.isEmpty() ? "br-" + id : bridge;
          case MACVLAN -> parent;
          case CAN -> "vc-" + id;
        });
    row.put("MTU", mtu.isEmpty() ? "0" : mtu);
    row.put("Addressing", word.equals("dhcp") ? "DHCP" : "None");
    row.put("Enable", "true");
    return row;
  }
}
