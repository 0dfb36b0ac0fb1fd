package org.rdkb.dhcpmanager.core.lease;

import java.util.List;

/**
 * What a client has given up: released, or let expire.
 *
 * @param addresses of any IA_NA
 * @param prefixes of any IA_PD
 */
public record Withdrawal(List<Ipv6Address> addresses, List<Ipv6Prefix> prefixes) {
  /** Takes copies. */
  public Withdrawal {
    addresses = List.copyOf(addresses);
    prefixes = List.copyOf(prefixes);
  }
}
