package org.rdkb.dhcpmanager.core.softwire;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;

/**
 * What one customer edge has in a MAP domain.
 *
 * @param endUserPrefix its IPv6 prefix
 * @param ipv4 its IPv4 address as a /32, or an IPv4 prefix, then with all ports
 * @param ports its share of the ports
 */
public record MapEndpoint(Ipv6Prefix endUserPrefix, Ipv4Prefix ipv4, PortSet ports) {
  /**
   * Its IPv4 address.
   *
   * @return absent if a whole IPv4 prefix is assigned
   */
  public Optional<Ipv4Address> ipv4Address() {
    return ipv4.length() == 32 ? Optional.of(ipv4.address()) : Optional.empty();
  }

  /**
   * Its MAP IPv6 address (RFC 7597 section 6): subnet 0 of the end-user prefix and the interface
   * identifier of 16 zero bits, IPv4 address and PSID. An IPv4 prefix is padded with zeros on the
   * right, a PSID on the left.
   *
   * @return the address; of a prefix longer than 64 the prefix wins over the identifier
   */
  public Ipv6Address mapAddress() {
    return address(ipv4.address());
  }

  /**
   * The IPv6 address that stands for one of its IPv4 addresses. RFC 7599 needs the complete address
   * in the identifier to translate back (erratum to section 6), RFC 7597 the prefix.
   *
   * @param address inside {@link #ipv4}
   * @param transport how packets cross
   * @return the address packets go to
   */
  public Ipv6Address destination(Ipv4Address address, MapTransport transport) {
    return transport == MapTransport.MAP_T ? address(address) : mapAddress();
  }

  private Ipv6Address address(Ipv4Address address) {
    return identified(endUserPrefix, address, ports.psid());
  }

  /** A prefix, completed by the interface identifier of RFC 7597 section 6. */
  static Ipv6Address identified(Ipv6Prefix prefix, Ipv4Address ipv4, int psid) {
    long identifier = (Integer.toUnsignedLong(ipv4.bits()) << 16) | psid;
    int over = Math.max(prefix.length() - 64, 0);
    long kept = over == 64 ? 0 : -1L >>> over;
    return new Ipv6Address(prefix.address().high(), prefix.address().low() | (identifier & kept));
  }
}
