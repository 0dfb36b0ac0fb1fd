package org.rdkb.dhcpmanager.core.softwire;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;

/**
 * A mapping rule (RFC 7597 section 5): how IPv4 address and port set follow from an IPv6 prefix and
 * back. Behind {@code ipv6Prefix} come {@code eaLength} bits: the rest of the IPv4 address, as far
 * as they go, then the PSID.
 *
 * @param ipv6Prefix rule IPv6 prefix; with the EA bits at most 128 long
 * @param ipv4Prefix rule IPv4 prefix
 * @param eaLength 0…48, at most the rest of the IPv4 address and 16 PSID bits
 * @param forwarding whether other hosts of the domain are reached by this rule directly
 * @param ports offset, PSID length, and the PSID if the rule itself gives it, else 0. Nothing is
 *     shared unless the address is complete
 */
public record MapRule(
    Ipv6Prefix ipv6Prefix, Ipv4Prefix ipv4Prefix, int eaLength, boolean forwarding, PortSet ports) {

  /** Checks that the lengths fit together. */
  public MapRule {
    if (eaLength < 0 || ipv6Prefix.length() == 0) {
      throw new IllegalArgumentException(
          "EA length " + eaLength + " behind " + ipv6Prefix + " gives no end-user prefix");
    }
    if (ipv6Prefix.length() + eaLength > 128) {
      throw new IllegalArgumentException(
          "EA length " + eaLength + " behind " + ipv6Prefix + " exceeds an IPv6 address");
    }
    int psidBits = eaLength - (32 - ipv4Prefix.length());
    boolean agree = // with a complete address and no EA bits left, the PSID may come otherwise
        psidBits == 0 || ports.psidLength() == Math.max(psidBits, 0);
    if (!agree) {
      throw new IllegalArgumentException(
          "PSID length "
              + ports.psidLength()
              + " where EA length "
              + eaLength
              + " behind "
              + ipv4Prefix
              + " leaves "
              + Math.max(psidBits, 0));
    }
  }

  /**
   * How long an end-user prefix of this rule is.
   *
   * @return rule prefix length and EA length
   */
  public int endUserLength() {
    return ipv6Prefix.length() + eaLength;
  }

  /** How much of the IPv4 address the rule and the EA bits give, 0…32. */
  int ipv4Length() {
    return Math.min(32, ipv4Prefix.length() + eaLength);
  }

  /** PSID bits among the EA bits, 0…16. */
  int embeddedPsidLength() {
    return eaLength - (ipv4Length() - ipv4Prefix.length());
  }

  /**
   * What a customer edge owns.
   *
   * @param endUserPrefix its end-user prefix
   * @return absent if the prefix lies outside this rule or has another length than it must have
   */
  public Optional<MapEndpoint> endpoint(Ipv6Prefix endUserPrefix) {
    if (!ipv6Prefix.contains(endUserPrefix) || endUserPrefix.length() != endUserLength()) {
      return Optional.empty();
    }
    long ea = Bits.get(endUserPrefix.address(), ipv6Prefix.length(), eaLength);
    int suffix = (int) (ea >>> embeddedPsidLength());
    int bits = ipv4Prefix.address().bits() | Bits.shiftLeft(suffix, 32 - ipv4Length());
    int psid =
        embeddedPsidLength() == 0 ? ports.psid() : (int) ea & ((1 << embeddedPsidLength()) - 1);
    return Optional.of(
        new MapEndpoint(
            endUserPrefix,
            new Ipv4Prefix(new Ipv4Address(bits), ipv4Length()),
            new PortSet(ports.offset(), ports.psidLength(), psid)));
  }

  /**
   * Who owns an IPv4 address and port (RFC 7597 section 5.3, forwarding).
   *
   * @param address any
   * @param port 0…65535
   * @return absent if the address lies outside this rule or no port set has the port
   */
  public Optional<MapEndpoint> owner(Ipv4Address address, int port) {
    if (!ipv4Prefix.contains(address)) {
      return Optional.empty();
    }
    int suffixLength = ipv4Length() - ipv4Prefix.length();
    long suffix =
        (Integer.toUnsignedLong(address.bits()) >>> (32 - ipv4Length()))
            & ((1L << suffixLength) - 1);
    return ports
        .owner(port)
        .filter(set -> embeddedPsidLength() > 0 || set.equals(ports))
        .flatMap(
            set -> {
              long psid = embeddedPsidLength() == 0 ? 0 : set.psid();
              long ea = (suffix << embeddedPsidLength()) | psid;
              Ipv6Address base = Bits.put(ipv6Prefix.address(), ipv6Prefix.length(), eaLength, ea);
              return endpoint(new Ipv6Prefix(base, endUserLength()));
            });
  }
}
