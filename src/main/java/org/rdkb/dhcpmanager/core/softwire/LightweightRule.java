package org.rdkb.dhcpmanager.core.softwire;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;

/**
 * The binding of a Lightweight 4over6 softwire (RFC 7596 section 5.1).
 *
 * @param ipv4Address ours
 * @param ports our share of its ports
 * @param bindPrefix what the server bound, 1…128 long
 * @param prefix the prefix of ours that matches it; equal to {@code bindPrefix} if that is a /128
 */
public record LightweightRule(
    Ipv4Address ipv4Address, PortSet ports, Ipv6Prefix bindPrefix, Ipv6Prefix prefix) {
  /** Checks that the softwire has addresses. */
  public LightweightRule {
    if (!ipv4Address.isUnicast()) {
      throw new IllegalArgumentException("softwire address " + ipv4Address);
    }
    if (bindPrefix.length() == 0) {
      throw new IllegalArgumentException("bind prefix " + bindPrefix);
    }
  }

  /**
   * Our end of the tunnel.
   *
   * @return the bound address itself if it is a /128, else our prefix with the interface identifier
   *     of RFC 7597 section 6
   */
  public Ipv6Address tunnelAddress() {
    return bindPrefix.length() == 128
        ? bindPrefix.address()
        : MapEndpoint.identified(prefix, ipv4Address, ports.psid());
  }
}
