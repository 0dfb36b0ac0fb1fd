package org.rdkb.dhcpmanager.core.lease;

import java.util.Optional;

/**
 * An IPv6 network: a delegated prefix, an on-link prefix, the destination of a route.
 *
 * @param address its first address; the constructor clears the host bits
 * @param length 0…128
 */
public record Ipv6Prefix(Ipv6Address address, int length) {
  /** Everything: the destination of a default route. */
  public static final Ipv6Prefix DEFAULT = new Ipv6Prefix(Ipv6Address.ANY, 0);

  /** Checks the length and clears the host bits. */
  public Ipv6Prefix {
    if (length < 0 || length > 128) {
      throw new IllegalArgumentException("prefix length " + length);
    }
    address = masked(address, length);
  }

  /**
   * A prefix of an address.
   *
   * @param address any address; its bits behind the prefix are cleared
   * @param length 0…128
   * @return absent if the length is out of range
   */
  public static Optional<Ipv6Prefix> of(Ipv6Address address, int length) {
    return length < 0 || length > 128
        ? Optional.empty()
        : Optional.of(new Ipv6Prefix(address, length));
  }

  /**
   * Reads an address, a slash and a decimal length without leading zeros.
   *
   * @param text what may be a prefix
   * @return absent if it is none, or if a bit behind the prefix is set
   */
  public static Optional<Ipv6Prefix> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
      return Optional.empty();
    }
    int length = Integer.parseInt(text.substring(slash + 1));
    return Ipv6Address.parse(text.substring(0, slash))
        .flatMap(address -> of(address, length).filter(prefix -> prefix.address().equals(address)));
  }

  /**
   * Whether an address belongs to this network.
   *
   * @param candidate any address
   * @return true if its leading bits agree
   */
  public boolean contains(Ipv6Address candidate) {
    return masked(candidate, length).equals(address);
  }

  /**
   * Whether another network lies inside this one, or is this one.
   *
   * @param candidate any network
   * @return true if it is not larger and its leading bits agree
   */
  public boolean contains(Ipv6Prefix candidate) {
    return candidate.length >= length && contains(candidate.address);
  }

  private static Ipv6Address masked(Ipv6Address address, int length) {
    return new Ipv6Address(
        address.high() & mask(Math.min(length, 64)),
        address.low() & mask(Math.max(length - 64, 0)));
  }

  private static long mask(int ones) {
    return ones == 0 ? 0 : -1L << (64 - ones);
  }

  /** The canonical address, a slash, the length. */
  @Override
  public String toString() {
    return address + "/" + length;
  }
}
