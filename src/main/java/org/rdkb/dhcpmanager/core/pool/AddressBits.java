package org.rdkb.dhcpmanager.core.pool;

/**
 * A set of small numbers that finds its next member in constant time: each level says which words
 * of the one below have any, 64 to one, so that 2^24 numbers take four steps. Not thread-safe.
 */
final class AddressBits {
  private static final int SHIFT = 6;
  private static final int MASK = 63;

  private final long[][] levels;
  private final int size;
  private int count;

  /** Of 0…size−1; empty. */
  AddressBits(int size) {
    this.size = size;
    int depth = 1;
    for (int words = words(size); words > 1; words = words(words)) {
      depth++;
    }
    levels = new long[depth][];
    int words = words(size);
    for (int level = 0; level < depth; level++) {
      levels[level] = new long[words];
      words = words(words);
    }
  }

  private static int words(int bits) {
    return (bits + MASK) >>> SHIFT;
  }

  int count() {
    return count;
  }

  boolean has(int number) {
    return (levels[0][number >>> SHIFT] & 1L << number) != 0;
  }

  void add(int number) {
    if (has(number)) {
      return;
    }
    count++;
    int at = number;
    for (long[] level : levels) {
      boolean had = level[at >>> SHIFT] != 0;
      level[at >>> SHIFT] |= 1L << at;
      if (had) {
        return;
      }
      at >>>= SHIFT;
    }
  }

  void remove(int number) {
    if (!has(number)) {
      return;
    }
    count--;
    int at = number;
    for (long[] level : levels) {
      level[at >>> SHIFT] &= ~(1L << at);
      if (level[at >>> SHIFT] != 0) {
        return;
      }
      at >>>= SHIFT;
    }
  }

  /** The first member that is not below; after the last one the lowest; −1 if there is none. */
  int next(int from) {
    int found = from < size ? notBelow(from) : -1;
    return found >= 0 ? found : notBelow(0);
  }

  private int notBelow(int from) {
    int at = from;
    for (int level = 0; level < levels.length; level++) {
      int word = at >>> SHIFT;
      if (word >= levels[level].length) {
        return -1;
      }
      long left = levels[level][word] & -1L << at;
      if (left != 0) {
        return lowest(level, (word << SHIFT) + Long.numberOfTrailingZeros(left));
      }
      at = word + 1;
    }
    return -1;
  }

  private int lowest(int level, int at) {
    int found = at;
    for (int below = level - 1; below >= 0; below--) {
      found = (found << SHIFT) + Long.numberOfTrailingZeros(levels[below][found]);
    }
    return found;
  }
}
