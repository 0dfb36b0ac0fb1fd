package org.rdkb.dhcpmanager.core.softwire;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.v6.Option6;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;
import org.rdkb.dhcpmanager.core.option.v6.S46Dmr;
import org.rdkb.dhcpmanager.core.option.v6.S46PortParameters;
import org.rdkb.dhcpmanager.core.option.v6.S46Rule;

/**
 * Options of a MAP container → domain. Refuses by IllegalArgumentException with a reason for the
 * operator; one bad part refuses the whole, since half a domain sends packets astray.
 */
final class MapReader {
  /** More than any network uses; each costs the data plane a look-up. */
  private static final int MOST_RULES = 64;

  private MapReader() {}

  static MapDomain read(S46Container container, List<Ipv6Prefix> delegated) {
    List<Option6> options = container.options();
    ContainerParts.requireSound(options);
    List<MapRule> rules =
        Options6.all(options, S46Rule.class).stream().map(MapReader::rule).toList();
    if (rules.isEmpty() || rules.size() > MOST_RULES) {
      throw new IllegalArgumentException(rules.size() + " rules (option 89)");
    }
    MapTransport transport =
        container.code() == S46Container.MAP_E ? MapTransport.MAP_E : MapTransport.MAP_T;
    List<Ipv6Address> borderRelays =
        transport == MapTransport.MAP_E ? ContainerParts.borderRelays(options) : List.of();
    Optional<DefaultMappingRule> dmr =
        transport == MapTransport.MAP_T
            ? Optional.of(defaultMappingRule(options))
            : Optional.empty();
    Match match = match(rules, delegated);
    return new MapDomain(transport, rules, match.rule, match.endpoint, borderRelays, dmr);
  }

  private static MapRule rule(S46Rule sent) {
    ContainerParts.requireSound(sent.options());
    int psidBits = sent.eaLength() - (32 - sent.ipv4Prefix().length());
    if (psidBits > 16) {
      throw new IllegalArgumentException("PSID of " + psidBits + " bits by EA length");
    }
    return new MapRule(
        sent.ipv6Prefix(),
        sent.ipv4Prefix(),
        sent.eaLength(),
        sent.forwarding(),
        ports(psidBits, ContainerParts.parameters(sent.options())));
  }

  /**
   * Offset and PSID length of a rule. Where EA bits hold the PSID, a length sent beside them must
   * agree. Where only an IPv4 prefix is assigned, an explicit PSID is discarded (RFC 7598 section
   * 4.5).
   */
  private static PortSet ports(int psidBits, Optional<S46PortParameters> sent) {
    int offset = sent.map(S46PortParameters::psidOffset).orElse(PortSet.DEFAULT_OFFSET);
    int length = sent.map(S46PortParameters::psidLength).orElse(0);
    int psid = sent.map(S46PortParameters::psid).orElse(0);
    if (psidBits < 0) {
      return new PortSet(offset, 0, 0);
    }
    if (psidBits > 0 && length != 0 && length != psidBits) {
      throw new IllegalArgumentException(
          "PSID length " + length + " in option 93, " + psidBits + " by EA length");
    }
    return new PortSet(offset, psidBits > 0 ? psidBits : length, psid);
  }

  private static DefaultMappingRule defaultMappingRule(List<Option6> options) {
    List<S46Dmr> sent = Options6.all(options, S46Dmr.class);
    if (sent.size() != 1) {
      throw new IllegalArgumentException(sent.size() + " default mapping rules (option 91)");
    }
    return new DefaultMappingRule(sent.get(0).prefix());
  }

  private record Match(MapRule rule, MapEndpoint endpoint) {}

  /** RFC 7597 section 5: the basic mapping rule has the longest match with our prefix. */
  private static Match match(List<MapRule> rules, List<Ipv6Prefix> delegated) {
    Optional<Match> best = Optional.empty();
    String reason = "no rule matches " + delegated;
    for (Ipv6Prefix prefix : delegated) {
      Optional<MapRule> rule =
          rules.stream()
              .filter(candidate -> candidate.ipv6Prefix().contains(prefix))
              .reduce((a, b) -> b.ipv6Prefix().length() > a.ipv6Prefix().length() ? b : a);
      Optional<MapEndpoint> endpoint = rule.flatMap(found -> found.endpoint(prefix));
      if (rule.isPresent() && endpoint.isEmpty()) {
        reason = "delegated prefix " + prefix + " is not /" + rule.get().endUserLength();
      }
      if (endpoint.isPresent() && (best.isEmpty() || longer(rule.get(), best.get().rule))) {
        best = Optional.of(new Match(rule.get(), checked(rule.get(), endpoint.get())));
      }
    }
    String refusal = reason;
    return best.orElseThrow(() -> new IllegalArgumentException(refusal));
  }

  private static MapEndpoint checked(MapRule rule, MapEndpoint endpoint) {
    int sent = rule.ports().psid();
    int psid = endpoint.ports().psid();
    if (sent != 0 && sent != psid) { // 0 is what a server writes that leaves it to the EA bits
      throw new IllegalArgumentException("PSID " + sent + " in option 93, " + psid + " by EA bits");
    }
    if (!endpoint.ipv4().address().isUnicast()) {
      throw new IllegalArgumentException("IPv4 address " + endpoint.ipv4());
    }
    return endpoint;
  }

  private static boolean longer(MapRule a, MapRule b) {
    return a.ipv6Prefix().length() > b.ipv6Prefix().length();
  }
}
