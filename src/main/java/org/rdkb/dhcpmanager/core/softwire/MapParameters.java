package org.rdkb.dhcpmanager.core.softwire;

import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;

/**
 * A MAP domain as RDK-B consumers know it: the values of {@code X_RDKCENTRAL-COM_RcvOption.Map…}
 * and of the {@code map} part of LeaseInfo. One rule only, the basic one.
 *
 * @param transport what {@code MapTransportMode} and {@code mapType} say
 * @param border {@code MapBRPrefix}: MAP-T the default mapping rule's prefix, MAP-E the first
 *     border relay as /128
 * @param ruleIpv4Prefix {@code MapRuleIPv4Prefix}; its length is {@code v4Len}
 * @param ruleIpv6Prefix {@code MapRuleIPv6Prefix}; its length is {@code v6Len}
 * @param delegatedPrefix {@code pdIPv6Prefix} and {@code iapdPrefixLen}: the prefix of our IA_PD
 *     that the rule matched
 * @param eaLength {@code MapEALen}, 0…48
 * @param ports {@code MapPSIDOffset}, {@code MapPSIDLen}, {@code MapPSID}, {@code MapRatio}
 * @param forwarding {@code MapIsFMR}
 */
public record MapParameters(
    MapTransport transport,
    Ipv6Prefix border,
    Ipv4Prefix ruleIpv4Prefix,
    Ipv6Prefix ruleIpv6Prefix,
    Ipv6Prefix delegatedPrefix,
    int eaLength,
    PortSet ports,
    boolean forwarding) {

  /**
   * The parameters of a domain.
   *
   * @param domain ours
   * @return its basic mapping rule and our place in it
   */
  public static MapParameters of(MapDomain domain) {
    return new MapParameters(
        domain.transport(),
        domain
            .defaultMappingRule()
            .map(DefaultMappingRule::prefix)
            .orElseGet(() -> new Ipv6Prefix(domain.borderRelays().get(0), 128)),
        domain.basic().ipv4Prefix(),
        domain.basic().ipv6Prefix(),
        domain.endpoint().endUserPrefix(),
        domain.basic().eaLength(),
        domain.endpoint().ports(),
        domain.basic().forwarding());
  }

  /**
   * {@code MapTransportMode}.
   *
   * @return {@code MAPE} or {@code MAPT}
   */
  public String transportMode() {
    return transport == MapTransport.MAP_E ? "MAPE" : "MAPT";
  }

  /**
   * {@code mapType} of LeaseInfo.
   *
   * @return 1 for MAP-E, 2 for MAP-T; 0 stands for no MAP at all
   */
  public int mapType() {
    return transport == MapTransport.MAP_E ? 1 : 2;
  }
}
