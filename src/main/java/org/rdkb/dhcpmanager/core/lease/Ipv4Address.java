package org.rdkb.dhcpmanager.core.lease;

import java.util.Optional;

/**
 * An IPv4 address.
 *
 * @param bits the address in network order, the first octet in the highest eight bits
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {
  /** 0.0.0.0, "this host" or "on this link". */
  public static final Ipv4Address ANY = new Ipv4Address(0);

  // Written out: the method that a record is given goes through handles, and this is compared more
  // often than anything else.
  @Override
  public boolean equals(Object other) {
    return other instanceof Ipv4Address that && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }

  /** Longest dotted form. */
  private static final int LONGEST = 15;

  /**
   * Reads four decimal numbers joined by dots. No leading zeros (they mean octal to some tools), no
   * signs, no blanks.
   *
   * @param text what may be an address
   * @return absent if it is none
   */
  public static Optional<Ipv4Address> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    int bits = 0;
    int from = 0;
    for (int part = 1; part <= 4; part++) {
      int end = part < 4 ? text.indexOf('.', from) : text.length();
      int octet = end < 0 ? -1 : octet(text, from, end);
      if (octet < 0) {
        return Optional.empty();
      }
      bits = bits << 8 | octet;
      from = end + 1;
    }
    return Optional.of(new Ipv4Address(bits));
  }

  private static int octet(String text, int from, int end) {
    int length = end - from;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value <= 255 ? value : -1;
  }

  /**
   * Whether an interface may carry this address: not 0/8, not loopback, not class D or E.
   *
   * @return true for a unicast address of a host
   */
  public boolean isUnicast() {
    int first = bits >>> 24;
    return first != 0 && first != 127 && first < 224;
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return (bits >>> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }
}
