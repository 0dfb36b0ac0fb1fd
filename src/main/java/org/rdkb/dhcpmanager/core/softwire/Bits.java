package org.rdkb.dhcpmanager.core.softwire;

import org.rdkb.dhcpmanager.core.lease.Ipv6Address;

/** Bit fields of an IPv6 address, counted from its first bit. */
final class Bits {
  private Bits() {}

  /** The field of {@code length} ≤ 63 bits from bit {@code from}, right-aligned. */
  static long get(Ipv6Address address, int from, int length) {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      long half = i < 64 ? address.high() : address.low();
      value = (value << 1) | ((half >>> (63 - (i & 63))) & 1);
    }
    return value;
  }

  /** The address with that field, zero so far, set to {@code value}. */
  static Ipv6Address put(Ipv6Address address, int from, int length, long value) {
    long high = address.high();
    long low = address.low();
    for (int i = 0; i < length; i++) {
      long bit = (value >>> (length - 1 - i)) & 1;
      int position = from + i;
      if (position < 64) {
        high |= bit << (63 - position);
      } else {
        low |= bit << (127 - position);
      }
    }
    return new Ipv6Address(high, low);
  }

  /** As {@code <<}, but a shift by 32 gives 0. */
  static int shiftLeft(int value, int by) {
    return (int) ((long) value << by);
  }
}
