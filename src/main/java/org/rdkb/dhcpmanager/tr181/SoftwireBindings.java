package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.softwire.LightweightDomain;
import org.rdkb.dhcpmanager.core.softwire.MapDomain;
import org.rdkb.dhcpmanager.core.softwire.MapParameters;
import org.rdkb.dhcpmanager.core.softwire.MapRule;
import org.rdkb.dhcpmanager.core.softwire.MapTransport;
import org.rdkb.dhcpmanager.core.softwire.PortSet;
import org.rdkb.dhcpmanager.core.softwire.Softwires;

/**
 * The softwire of an IPv6 lease: {@code X_RDKCENTRAL-COM_RcvOption.} as RDK-B knows it, {@code
 * Device.MAP.} as TR-181 does.
 */
final class SoftwireBindings {
  /** What a number and a truth value were before there was a softwire, as an event tells it. */
  private static final String NUMBER = "0";

  private static final String TRUTH = "false";
  private static final String DOMAIN = "Device.MAP.Domain.{i}.";

  private SoftwireBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv6.Client.{i}.X_RDKCENTRAL-COM_RcvOption.")
        .live("MapTransportMode", r -> map(r, MapParameters::transportMode, "NONE"))
        .live("MapBRPrefix", r -> map(r, MapParameters::border, ""))
        .live("MapRuleIPv4Prefix", r -> map(r, MapParameters::ruleIpv4Prefix, ""))
        .live("MapRuleIPv6Prefix", r -> map(r, MapParameters::ruleIpv6Prefix, ""))
        .live("MapEALen", r -> map(r, MapParameters::eaLength, "0"))
        .live("MapPSIDOffset", r -> map(r, map -> map.ports().offset(), "0"))
        .live("MapPSIDLen", r -> map(r, map -> map.ports().psidLength(), "0"))
        .live("MapPSID", r -> map(r, map -> map.ports().psid(), "0"))
        .live("MapIsFMR", r -> map(r, MapParameters::forwarding, "false"))
        .live("MapIpv4Address", SoftwireBindings::ipv4Address)
        .live("MapRatio", r -> map(r, map -> map.ports().sharingRatio(), "0"));
    bindings
        .of("Device.MAP.")
        .constant("Enable", "true")
        .count("DomainNumberOfEntries", "Device.MAP.Domain.");
    bindings
        .of(DOMAIN)
        .perClient(Family.V6, r -> softwires(r).inForce().isPresent())
        .constant("Enable", "true")
        .constant("Status", "Enabled")
        .live("Alias", SoftwireBindings::alias)
        .live("TransportMode", SoftwireBindings::transportMode)
        .live("WANInterface", SoftwireBindings::wanInterface)
        .live(
            "IPv6Prefix", r -> of(r, map -> map.endpoint().endUserPrefix(), l -> l.rule().prefix()))
        .live(
            "BRIPv6Prefix", r -> of(r, d -> MapParameters.of(d).border(), SoftwireBindings::border))
        .live("PSIDOffset", r -> ports(r, PortSet::offset, NUMBER))
        .live("PSIDLength", r -> ports(r, PortSet::psidLength, NUMBER))
        .live("PSID", r -> ports(r, PortSet::psid, NUMBER))
        .live("IncludeSystemPorts", r -> ports(r, SoftwireBindings::includesSystemPorts, TRUTH))
        .live("RuleNumberOfEntries", r -> Integer.toString(rules(r).size()))
        .live("X_DHCPMGR_Mechanism", SoftwireBindings::mechanism)
        .live("X_DHCPMGR_IPv4Address", SoftwireBindings::domainIpv4Address)
        .live(
            "X_DHCPMGR_IPv6Address",
            r -> of(r, d -> d.endpoint().mapAddress(), l -> l.rule().tunnelAddress()));
    bindings
        .of(DOMAIN + "Rule.{i}.")
        .listed(r -> rules(r).size())
        .constant("Enable", "true")
        .constant("Status", "Enabled")
        .live("Alias", SoftwireBindings::alias)
        .constant("Origin", "DHCPv6")
        .live("IPv6Prefix", r -> rule(r, Rule::ipv6Prefix, ""))
        .live("IPv4Prefix", r -> rule(r, Rule::ipv4Prefix, ""))
        .live("EABitsLength", r -> rule(r, Rule::eaLength, NUMBER))
        .live("IsFMR", r -> rule(r, Rule::forwarding, TRUTH))
        .live("PSIDOffset", r -> rule(r, rule -> rule.ports().offset(), NUMBER))
        .live("PSIDLength", r -> rule(r, rule -> rule.ports().psidLength(), NUMBER))
        .live("PSID", r -> rule(r, rule -> rule.ports().psid(), NUMBER))
        .live("IncludeSystemPorts", r -> rule(r, rule -> includesSystemPorts(rule.ports()), TRUTH));
  }

  private static Softwires softwires(RowReading reading) {
    return reading.lease6().map(Softwires::of).orElse(new Softwires(Optional.empty(), List.of()));
  }

  private static String map(
      RowReading reading, Function<MapParameters, Object> field, String without) {
    return softwires(reading)
        .map()
        .map(domain -> field.apply(MapParameters.of(domain)).toString())
        .orElse(without);
  }

  /** A whole IPv4 prefix has no single address. */
  private static String ipv4Address(RowReading reading) {
    return softwires(reading)
        .map()
        .flatMap(domain -> domain.endpoint().ipv4Address())
        .map(Object::toString)
        .orElse("");
  }

  private static String of(
      RowReading reading,
      Function<MapDomain, Object> map,
      Function<LightweightDomain, Object> lightweight) {
    Softwires softwires = softwires(reading);
    return softwires
        .map()
        .map(map)
        .or(() -> softwires.lightweight().map(lightweight))
        .map(Object::toString)
        .orElse("");
  }

  private static String ports(RowReading reading, Function<PortSet, Object> field, String without) {
    String shown =
        of(
            reading,
            map -> field.apply(map.endpoint().ports()),
            lightweight -> field.apply(lightweight.rule().ports()));
    return shown.isEmpty() ? without : shown;
  }

  /** TR-181 asks this of a set that begins at port 0; all others leave the system ports out. */
  private static boolean includesSystemPorts(PortSet ports) {
    return ports.offset() == 0;
  }

  private static Ipv6Prefix border(LightweightDomain domain) {
    return new Ipv6Prefix(domain.borderRelays().get(0), 128);
  }

  private static String mechanism(RowReading reading) {
    return of(
        reading,
        map -> map.transport() == MapTransport.MAP_E ? "MAP-E" : "MAP-T",
        lightweight -> "LW4o6");
  }

  private static String transportMode(RowReading reading) {
    return of(
        reading,
        map -> map.transport() == MapTransport.MAP_E ? "Encapsulation" : "Translation",
        lightweight -> "Encapsulation");
  }

  private static String domainIpv4Address(RowReading reading) {
    return of(reading, map -> map.endpoint().ipv4(), l -> l.rule().ipv4Address() + "/32");
  }

  private static String wanInterface(RowReading reading) {
    return reading.client().state().standing().configuration().linuxInterface();
  }

  private static String alias(RowReading reading) {
    return "cpe-" + reading.row().instance();
  }

  /** What TR-181 shows of a rule; Lightweight 4over6 is a rule without embedded bits. */
  private record Rule(
      Ipv6Prefix ipv6Prefix, Object ipv4Prefix, int eaLength, boolean forwarding, PortSet ports) {
    static Rule of(MapRule rule) {
      return new Rule(
          rule.ipv6Prefix(), rule.ipv4Prefix(), rule.eaLength(), rule.forwarding(), rule.ports());
    }

    static Rule of(LightweightDomain domain) {
      return new Rule(
          domain.rule().bindPrefix(),
          domain.rule().ipv4Address() + "/32",
          0,
          false,
          domain.rule().ports());
    }
  }

  private static List<Rule> rules(RowReading reading) {
    Softwires softwires = softwires(reading);
    return softwires
        .map()
        .map(domain -> domain.rules().stream().map(Rule::of).toList())
        .or(() -> softwires.lightweight().map(domain -> List.of(Rule.of(domain))))
        .orElse(List.of());
  }

  /** The rule that the row stands for: rows are numbered from 1. */
  private static String rule(RowReading reading, Function<Rule, Object> field, String without) {
    return rules(reading).stream()
        .skip(reading.row().instance() - 1L)
        .findFirst()
        .map(rule -> field.apply(rule).toString())
        .orElse(without);
  }
}
