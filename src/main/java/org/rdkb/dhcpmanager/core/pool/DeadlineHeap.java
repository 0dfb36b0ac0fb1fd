package org.rdkb.dhcpmanager.core.pool;

import java.util.Arrays;

/**
 * Which slot's time comes first: a binary heap that knows where each slot is, so that a renewal
 * moves its entry and leaves none behind. Not thread-safe.
 */
final class DeadlineHeap {
  private int[] heap = new int[16];
  private int[] places = new int[0];
  private long[] deadlines = new long[0];
  private int size;

  int size() {
    return size;
  }

  /** The slot's deadline from now on; {@link Now#NEVER} takes it out. */
  void put(int slot, long deadline) {
    grow(slot);
    if (places[slot] == 0) {
      if (deadline == Now.NEVER) {
        return;
      }
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      place(size++, slot);
    }
    deadlines[slot] = deadline;
    if (deadline == Now.NEVER) {
      remove(slot);
    } else {
      settle(places[slot] - 1);
    }
  }

  /** The first slot whose deadline has come, which is taken out; −1 if there is none. */
  int due(long now) {
    if (size == 0 || deadlines[heap[0]] > now) {
      return -1;
    }
    int slot = heap[0];
    remove(slot);
    return slot;
  }

  private void remove(int slot) {
    int at = places[slot] - 1;
    places[slot] = 0;
    int last = heap[--size];
    if (last != slot) {
      place(at, last);
      settle(at);
    }
  }

  private void settle(int from) {
    int at = from;
    while (at > 0 && isBefore(at, (at - 1) / 2)) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
    int least = leastOf(at);
    while (least != at) {
      swap(at, least);
      at = least;
      least = leastOf(at);
    }
  }

  private int leastOf(int at) {
    int least = at;
    for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
      least = isBefore(child, least) ? child : least;
    }
    return least;
  }

  private boolean isBefore(int one, int other) {
    return deadlines[heap[one]] < deadlines[heap[other]];
  }

  private void swap(int one, int other) {
    int slot = heap[one];
    place(one, heap[other]);
    place(other, slot);
  }

  private void place(int at, int slot) {
    heap[at] = slot;
    places[slot] = at + 1;
  }

  private void grow(int slot) {
    if (slot >= places.length) {
      int length = Math.max(16, Math.max(slot + 1, 2 * places.length));
      places = Arrays.copyOf(places, length);
      deadlines = Arrays.copyOf(deadlines, length);
    }
  }
}
