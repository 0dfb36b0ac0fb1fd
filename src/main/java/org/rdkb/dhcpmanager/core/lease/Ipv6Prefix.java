package org.rdkb.dhcpmanager.core.lease;

/**
 * An IPv6 network.
 *
 * @param address its first address; all bits behind the prefix are zero
 * @param length 0…128
 */
public record Ipv6Prefix(Ipv6Address address, int length) {

  /** Checks the length and clears the bits behind it. */
  public Ipv6Prefix {
    if (length < 0 || length > 128) {
      throw new IllegalArgumentException("prefix length " + length);
    }
    address =
        new Ipv6Address(
            address.high() & mask(Math.min(length, 64)),
            address.low() & mask(Math.max(0, length - 64)));
  }

  /**
   * Whether an address belongs to this network.
   *
   * @param candidate any address
   * @return true if its leading bits agree
   */
  public boolean contains(Ipv6Address candidate) {
    return new Ipv6Prefix(candidate, length).equals(this);
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
