package org.rdkb.dhcpmanager.core.pool;

import java.util.Arrays;

/**
 * Slots by a hash of what is in them: open addressing over numbers, eight octets a lease where a
 * map of objects takes fifty. Who asks compares; nothing is ever taken out. Not thread-safe.
 */
final class SlotTable {
  /** Whether a slot holds what is looked for. */
  @FunctionalInterface
  interface Match {
    boolean is(int slot);
  }

  /** The hash of what a slot holds. */
  @FunctionalInterface
  interface Hash {
    int of(int slot);
  }

  private final Hash hash;
  private int[] table = new int[32];
  private int count;

  SlotTable(Hash hash) {
    this.hash = hash;
  }

  /** The slot that matches; −1 if there is none. */
  int find(int hashed, Match match) {
    int at = start(hashed, table);
    while (table[at] != 0) {
      if (match.is(table[at] - 1)) {
        return table[at] - 1;
      }
      at = at + 1 & table.length - 1;
    }
    return -1;
  }

  /** A slot that is not in here. */
  void add(int slot) {
    if (2 * ++count > table.length) {
      int[] larger = new int[2 * table.length];
      Arrays.stream(table).filter(entry -> entry != 0).forEach(entry -> put(larger, entry));
      table = larger;
    }
    put(table, slot + 1);
  }

  private void put(int[] into, int entry) {
    int at = start(hash.of(entry - 1), into);
    while (into[at] != 0) {
      at = at + 1 & into.length - 1;
    }
    into[at] = entry;
  }

  private static int start(int hashed, int[] table) {
    int mixed = hashed * 0x9e3779b9;
    return (mixed ^ mixed >>> 16) & table.length - 1;
  }
}
