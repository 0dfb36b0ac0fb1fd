package org.rdkb.dhcpmanager.core.lease;

import java.util.OptionalInt;

/**
 * An IPv4 network.
 *
 * @param address its first address; all host bits are zero
 * @param length 0…32
 */
public record Ipv4Prefix(Ipv4Address address, int length) {
  /** Everything: the destination of a default route. */
  public static final Ipv4Prefix DEFAULT = new Ipv4Prefix(Ipv4Address.ANY, 0);

  /** Checks the length and clears the host bits. */
  public Ipv4Prefix {
    if (length < 0 || length > 32) {
      throw new IllegalArgumentException("prefix length " + length);
    }
    address = new Ipv4Address(address.bits() & maskBits(length));
  }

  /**
   * The network mask of a prefix length.
   *
   * @param length 0…32
   * @return for example 255.255.255.0 for 24
   */
  public static Ipv4Address mask(int length) {
    return new Ipv4Address(maskBits(length));
  }

  /**
   * The prefix length of a network mask.
   *
   * @param mask for example 255.255.255.0
   * @return absent if its ones are not contiguous
   */
  public static OptionalInt lengthOf(Ipv4Address mask) {
    int length = Integer.bitCount(mask.bits());
    return maskBits(length) == mask.bits() ? OptionalInt.of(length) : OptionalInt.empty();
  }

  /**
   * Whether an address belongs to this network.
   *
   * @param candidate any address
   * @return true if its leading bits agree
   */
  public boolean contains(Ipv4Address candidate) {
    return (candidate.bits() & maskBits(length)) == address.bits();
  }

  /**
   * The destination that an address meant before there were prefix lengths (RFC 2132 section 5.8).
   *
   * @param destination an address
   * @return the network of its class, or one host if bits behind the class are set
   */
  public static Ipv4Prefix classful(Ipv4Address destination) {
    int first = destination.bits() >>> 24;
    int length = first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 32;
    Ipv4Prefix network = new Ipv4Prefix(destination, length);
    return network.address.equals(destination) ? network : new Ipv4Prefix(destination, 32);
  }

  private static int maskBits(int length) {
    return length == 0 ? 0 : -1 << (32 - length);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
