package org.rdkb.dhcpmanager.core.pool;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * Slots by their client: chains of numbers behind a table of hashes. The hash has a seed that
 * nobody outside knows, because clients choose their identifiers. Not thread-safe.
 */
final class ClientChains {
  private final int seed;
  private final IntUnaryOperator hashOfSlot;
  private int[] heads = new int[32];
  private int[] nexts = new int[16];
  private int count;

  ClientChains(int seed, IntUnaryOperator hashOfSlot) {
    this.seed = seed;
    this.hashOfSlot = hashOfSlot;
  }

  int hash(ClientKey client) {
    Octets octets = client.octets();
    int hash = seed;
    for (int i = 0; i < octets.length(); i++) {
      hash = Integer.rotateLeft((hash ^ octets.at(i)) * 0x9e3779b1, 13);
    }
    return hash ^ hash >>> 15;
  }

  /** The first one of the hash, the latest to be added; the caller compares. −1: none. */
  int first(int hash) {
    return heads[hash & heads.length - 1] - 1;
  }

  /** The next one of the same chain; −1: none. */
  int next(int slot) {
    return nexts[slot] - 1;
  }

  void add(int slot) {
    if (slot >= nexts.length) {
      nexts = Arrays.copyOf(nexts, Math.max(slot + 1, 2 * nexts.length));
    }
    if (++count > heads.length) {
      grow();
    }
    link(heads, nexts, slot);
  }

  /** Before the slot gets another client. */
  void remove(int slot) {
    int at = hashOfSlot.applyAsInt(slot) & heads.length - 1;
    if (heads[at] == slot + 1) {
      heads[at] = nexts[slot];
    } else {
      int before = heads[at] - 1;
      while (nexts[before] != slot + 1) {
        before = nexts[before] - 1;
      }
      nexts[before] = nexts[slot];
    }
    count--;
  }

  private void link(int[] into, int[] chain, int slot) {
    int at = hashOfSlot.applyAsInt(slot) & into.length - 1;
    chain[slot] = into[at];
    into[at] = slot + 1;
  }

  private void grow() {
    int[] larger = new int[2 * heads.length];
    int[] chain = new int[nexts.length];
    for (int head : heads) {
      for (int slot = head - 1; slot >= 0; slot = nexts[slot] - 1) {
        link(larger, chain, slot);
      }
    }
    heads = larger;
    nexts = chain;
  }
}
