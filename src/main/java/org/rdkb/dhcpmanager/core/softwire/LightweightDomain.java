package org.rdkb.dhcpmanager.core.softwire;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;

/**
 * A Lightweight 4over6 softwire (RFC 7596).
 *
 * @param rule our binding
 * @param borderRelays the tunnel's other end, at least one, in the server's order
 */
public record LightweightDomain(LightweightRule rule, List<Ipv6Address> borderRelays)
    implements Softwire {
  /** Checks that there is another end. */
  public LightweightDomain {
    borderRelays = List.copyOf(borderRelays);
    if (borderRelays.isEmpty()) {
      throw new IllegalArgumentException("no border relay (option 90)");
    }
  }
}
