package org.rdkb.dhcpmanager.core.softwire;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;

/** What one container of RFC 7598 amounts to for us. */
public sealed interface Softwire permits MapDomain, LightweightDomain, Softwire.Refused {
  /**
   * A container that is not used. The rest of the lease is.
   *
   * @param code option code of the container
   * @param reason for an operator
   */
  record Refused(int code, String reason) implements Softwire {}

  /**
   * Reads a container. Pure: the same arguments give the same answer, so it is asked again when the
   * prefixes change.
   *
   * @param container option 94, 95 or 96
   * @param prefixes the delegated prefixes in order of preference; for Lightweight 4over6 also the
   *     prefixes of the WAN addresses
   * @return the domain, or why not
   */
  static Softwire of(S46Container container, List<Ipv6Prefix> prefixes) {
    try {
      return container.code() == S46Container.LIGHTWEIGHT_4OVER6
          ? LightweightReader.read(container, prefixes)
          : MapReader.read(container, prefixes);
    } catch (IllegalArgumentException refused) { // the values' constructors know their ranges
      return new Refused(container.code(), String.valueOf(refused.getMessage()));
    }
  }
}
