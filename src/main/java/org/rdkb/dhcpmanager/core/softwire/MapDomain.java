package org.rdkb.dhcpmanager.core.softwire;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;

/**
 * A MAP domain and our place in it.
 *
 * @param transport MAP-E or MAP-T
 * @param rules all rules, in the server's order
 * @param basic which of them is our basic mapping rule
 * @param endpoint what we have by it
 * @param borderRelays MAP-E: at least one, in the server's order; MAP-T: none
 * @param defaultMappingRule MAP-T: present; MAP-E: absent
 */
public record MapDomain(
    MapTransport transport,
    List<MapRule> rules,
    MapRule basic,
    MapEndpoint endpoint,
    List<Ipv6Address> borderRelays,
    Optional<DefaultMappingRule> defaultMappingRule)
    implements Softwire {

  /** Checks that the way out of the domain is known. */
  public MapDomain {
    rules = List.copyOf(rules);
    borderRelays = List.copyOf(borderRelays);
    boolean encapsulates = transport == MapTransport.MAP_E;
    if (!rules.contains(basic)
        || encapsulates == borderRelays.isEmpty()
        || encapsulates == defaultMappingRule.isPresent()) {
      throw new IllegalArgumentException("rules, border relays or default of " + transport);
    }
  }

  /**
   * Where a packet for an IPv4 host goes: to its customer edge by the forwarding rule with the
   * longest match (RFC 7597 section 5.3), else to the border.
   *
   * @param address destination address
   * @param port destination port, 0…65535
   * @return absent if nobody owns the port, or the default rule's prefix has a length without form
   */
  public Optional<Ipv6Address> destination(Ipv4Address address, int port) {
    Optional<MapRule> rule =
        rules.stream()
            .filter(candidate -> candidate.forwarding())
            .filter(candidate -> candidate.ipv4Prefix().contains(address))
            .max(Comparator.comparingInt(candidate -> candidate.ipv4Prefix().length()));
    if (rule.isPresent()) {
      return rule.get()
          .owner(address, port)
          .map(endpoint -> endpoint.destination(address, transport));
    }
    return transport == MapTransport.MAP_E
        ? Optional.of(borderRelays.get(0))
        : defaultMappingRule.flatMap(dmr -> dmr.mapped(address));
  }
}
