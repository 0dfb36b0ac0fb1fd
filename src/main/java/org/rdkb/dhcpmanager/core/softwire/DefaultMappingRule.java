package org.rdkb.dhcpmanager.core.softwire;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;

/**
 * Where MAP-T sends what no other rule maps (RFC 7599 section 5.1).
 *
 * @param prefix 1…96 long: none is no place, and behind a longer one no IPv4 address fits
 */
public record DefaultMappingRule(Ipv6Prefix prefix) {
  /** Checks the length. */
  public DefaultMappingRule {
    if (prefix.length() == 0 || prefix.length() > 96) {
      throw new IllegalArgumentException("default mapping rule " + prefix);
    }
  }

  /**
   * The IPv6 address of an IPv4 host outside of the domain (RFC 6052 section 2.2): the IPv4 address
   * follows the prefix, but leaves out bits 64…71.
   *
   * @param host any address
   * @return absent if the prefix has a length for which RFC 6052 defines no form
   */
  public Optional<Ipv6Address> mapped(Ipv4Address host) {
    int length = prefix.length();
    if (length != 96 && (length < 32 || length > 64 || length % 8 != 0)) {
      return Optional.empty();
    }
    int before = length == 96 ? 0 : Math.min(32, 64 - length);
    long bits = Integer.toUnsignedLong(host.bits());
    Ipv6Address head = Bits.put(prefix.address(), length, before, bits >>> (32 - before));
    int from = length == 96 ? 96 : 72;
    long rest = bits & ((1L << (32 - before)) - 1);
    return Optional.of(Bits.put(head, from, 32 - before, rest));
  }
}
