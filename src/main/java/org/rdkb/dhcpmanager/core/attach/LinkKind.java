package org.rdkb.dhcpmanager.core.attach;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of links that software makes, as the kernel names them, and what is there without them.
 */
public enum LinkKind {
  /** An 802.1Q network on a link. */
  VLAN(Shape.ON_PARENT),
  /** One more hardware address on a link; its siblings reach each other (bridge mode). */
  MACVLAN(Shape.ON_PARENT),
  /** One more IP host on a link, with that link's hardware address (L2 mode). */
  IPVLAN(Shape.ON_PARENT),
  /** Two ends of a cable. */
  VETH(Shape.PAIR),
  /** A switch. */
  BRIDGE(Shape.ALONE),
  /** Takes everything and gives nothing. */
  DUMMY(Shape.ALONE),
  /** A CAN bus inside the machine. */
  VCAN(Shape.ALONE),
  /** Two ends of a CAN bus, for two namespaces. */
  VXCAN(Shape.PAIR),
  /** Hardware, or whatever others look after: waited for, never made and never removed. */
  EXTERNAL(Shape.ALONE);

  private final Shape shape;

  LinkKind(Shape shape) {
    this.shape = shape;
  }

  private enum Shape {
    ALONE,
    ON_PARENT,
    PAIR
  }

  /**
   * The kernel's word.
   *
   * @return lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it sits on another link, its parent.
   *
   * @return of all others a parent is the bridge that they join
   */
  public boolean isOnParent() {
    return shape == Shape.ON_PARENT;
  }

  /**
   * Whether two links are made at once, each the other's peer.
   *
   * @return true for cables
   */
  public boolean isPair() {
    return shape == Shape.PAIR;
  }

  /**
   * Whether it has a hardware address of its own, which could be another one each time.
   *
   * @return false: it has that of its parent, or none
   */
  public boolean hasOwnAddress() {
    return this == MACVLAN || this == VETH || this == BRIDGE || this == DUMMY;
  }

  /**
   * Whether it carries CAN frames, which no bridge forwards.
   *
   * @return false: it carries Ethernet frames or IP packets
   */
  public boolean isCan() {
    return this == VCAN || this == VXCAN;
  }

  /**
   * The kind of a word.
   *
   * @param word lower case
   * @return absent if it is none of ours
   */
  public static Optional<LinkKind> of(String word) {
    return List.of(values()).stream().filter(kind -> kind.word().equals(word)).findFirst();
  }
}
