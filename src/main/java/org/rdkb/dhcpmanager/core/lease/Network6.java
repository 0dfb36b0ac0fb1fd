package org.rdkb.dhcpmanager.core.lease;

import java.util.List;

/**
 * What a DHCPv6 reply says about the network. An empty list or text means: not sent, or refused.
 *
 * @param dnsServers option 23, in the server's order
 * @param domains option 24
 * @param sntpServers option 31
 * @param aftr option 64: the far end of a DS-Lite tunnel (RFC 6334)
 */
public record Network6(
    List<Ipv6Address> dnsServers,
    List<String> domains,
    List<Ipv6Address> sntpServers,
    String aftr) {
  /** Nothing said. */
  public static final Network6 NONE = new Network6(List.of(), List.of(), List.of(), "");

  /** Takes copies of the lists. */
  public Network6 {
    dnsServers = List.copyOf(dnsServers);
    domains = List.copyOf(domains);
    sntpServers = List.copyOf(sntpServers);
  }

  /** This, and from the other what is not said here. */
  Network6 or(Network6 other) {
    return new Network6(
        dnsServers.isEmpty() ? other.dnsServers : dnsServers,
        domains.isEmpty() ? other.domains : domains,
        sntpServers.isEmpty() ? other.sntpServers : sntpServers,
        aftr.isEmpty() ? other.aftr : aftr);
  }
}
