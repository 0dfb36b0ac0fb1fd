package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * Addresses one after another.
 *
 * @param first the lowest
 * @param last the highest, not below the first; at most 2^24 addresses in all
 */
public record AddressRange(Ipv4Address first, Ipv4Address last) {
  private static final int MOST = 1 << 24;

  /** Checks order and size. */
  public AddressRange {
    if (first.compareTo(last) > 0 || last.bits() - first.bits() >= MOST) {
      throw new IllegalArgumentException("range " + first + " to " + last);
    }
  }

  /**
   * How many addresses.
   *
   * @return 1…2^24
   */
  public int size() {
    return last.bits() - first.bits() + 1;
  }

  /**
   * Whether an address is one of them.
   *
   * @param address any
   * @return true from the first to the last
   */
  public boolean contains(Ipv4Address address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  /** From 0; the address is in the range. */
  int offset(Ipv4Address address) {
    return address.bits() - first.bits();
  }

  Ipv4Address at(int offset) {
    return new Ipv4Address(first.bits() + offset);
  }
}
