package org.rdkb.dhcpmanager.rbus.broker;

import org.rdkb.dhcpmanager.rbus.wire.Frame;

/**
 * How much a broker takes upon itself.
 *
 * @param clients most connections
 * @param waiting most octets that wait for one reader, unless a single frame is larger
 * @param held most octets that all half-arrived frames and all queues may take together
 */
record Limits(int clients, int waiting, long held) {
  private static final int CLIENTS = 1024;
  private static final int WAITING = 8 << 20;
  private static final int BESIDE_LARGEST = 1 << 20;

  /** A third of the heap, since frames are not all that lives there; the largest frame fits. */
  static Limits ofHeap() {
    long third = Runtime.getRuntime().maxMemory() / 3;
    return new Limits(CLIENTS, WAITING, Math.max(third, Frame.LARGEST_PAYLOAD + BESIDE_LARGEST));
  }
}
