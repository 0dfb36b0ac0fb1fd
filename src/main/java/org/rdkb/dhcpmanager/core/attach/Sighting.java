package org.rdkb.dhcpmanager.core.attach;

import java.util.OptionalInt;

/**
 * What is there of a wanted link.
 *
 * @param index of the link; absent: there is none of its name
 * @param kind the kernel's word for what it is; empty: hardware, or not said
 * @param up whether it is switched on
 * @param joined whether it is in the bridge that is its parent; true if it need not be
 * @param peer what is there of the other end of a pair
 */
public record Sighting(OptionalInt index, String kind, boolean up, boolean joined, Peer peer) {
  /** Nothing of it. */
  public static final Sighting NOTHING =
      new Sighting(OptionalInt.empty(), "", false, false, Peer.MISSING);

  /** The other end. */
  public enum Peer {
    /** The kind has none. */
    NONE,
    /** It is where it should be, and switched on. */
    UP,
    /** It is where it should be. */
    DOWN,
    /** It is in another namespace, although it was declared for ours: a container has it. */
    HANDED_OVER,
    /** It is not where it is declared. */
    MISSING
  }
}
