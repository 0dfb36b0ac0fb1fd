package org.rdkb.dhcpmanager.core.lease;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * An IPv6 address, without a zone.
 *
 * @param high the first 64 bits in network order
 * @param low the last 64 bits in network order
 */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {
  /** The unspecified address, all zero. */
  public static final Ipv6Address ANY = new Ipv6Address(0, 0);

  /** Octets of an address. */
  public static final int LENGTH = 16;

  /**
   * Reads the text forms of RFC 4291 section 2.2: eight groups of one to four hexadecimal digits,
   * at most one {@code ::} for one group of zeros or more, the last 32 bits possibly dotted. No
   * zone, no brackets, no blanks.
   *
   * @param text what may be an address
   * @return absent if it is none
   */
  public static Optional<Ipv6Address> parse(String text) {
    return Ipv6Text.parse(text);
  }

  /**
   * An address from its octets.
   *
   * @param octets in network order
   * @return absent unless there are exactly 16
   */
  public static Optional<Ipv6Address> of(Octets octets) {
    return octets.length() == LENGTH ? Optional.of(ofBytes(octets.toArray())) : Optional.empty();
  }

  /**
   * An address from its octets.
   *
   * @param bytes exactly 16, in network order
   * @return the address
   * @throws IllegalArgumentException if there are not 16
   */
  public static Ipv6Address ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(bytes.length + " octets");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Ipv6Address(buffer.getLong(), buffer.getLong());
  }

  /**
   * The address in network order.
   *
   * @return 16 octets
   */
  public Octets toOctets() {
    return Octets.of(ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array());
  }

  /**
   * Whether the address is valid on its link only.
   *
   * @return true inside fe80::/10
   */
  public boolean isLinkLocal() {
    return high >>> 54 == 0xfe80 >>> 6;
  }

  /**
   * Whether the address names a group.
   *
   * @return true inside ff00::/8
   */
  public boolean isMulticast() {
    return high >>> 56 == 0xff;
  }

  /**
   * Whether a server may lease this address, or name a host by it.
   *
   * @return false for the unspecified and the loopback address, mapped IPv4, fe80::/10 and ff00::/8
   */
  public boolean isUnicast() {
    boolean special = high == 0 && (low >>> 1 == 0 || low >>> 32 == 0xffff);
    return !special && !isMulticast() && !isLinkLocal();
  }

  @Override
  public int compareTo(Ipv6Address other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  /** The canonical text of RFC 5952. */
  @Override
  public String toString() {
    return Ipv6Text.format(this);
  }
}
