package org.rdkb.dhcpmanager.core.softwire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;

/** The examples in the appendices of RFC 7597 and RFC 7599, by name. */
class RfcExamplesTest {
  private static final Ipv6Prefix END_USER = v6("2001:db8:12:3400::/56");
  private static final Ipv6Address CE = address("2001:db8:12:3400:0:c000:212:34");
  private static final Ipv6Address BR = address("2001:db8:ffff::1");

  private static final MapRule SHARED =
      new MapRule(v6("2001:db8::/40"), v4("192.0.2.0", 24), 16, true, new PortSet(6, 8, 0));

  private static MapDomain domain(MapTransport transport, MapRule rule) {
    boolean encapsulates = transport == MapTransport.MAP_E;
    return new MapDomain(
        transport,
        List.of(rule),
        rule,
        rule.endpoint(END_USER).orElseThrow(),
        encapsulates ? List.of(BR) : List.of(),
        encapsulates
            ? Optional.empty()
            : Optional.of(new DefaultMappingRule(v6("2001:db8:ffff::/64"))));
  }

  @Test
  void rfc7597_and_rfc7599_example1_basicMappingRule() {
    MapEndpoint endpoint = SHARED.endpoint(END_USER).orElseThrow();
    assertEquals(Optional.of(v4("192.0.2.18")), endpoint.ipv4Address());
    assertEquals(new PortSet(6, 8, 0x34), endpoint.ports());
    assertEquals(256, endpoint.ports().sharingRatio());
    List<PortSet.Range> ranges = endpoint.ports().ranges();
    assertEquals(63, ranges.size());
    assertEquals("1232-1235", ranges.get(0).toString());
    assertEquals("2256-2259", ranges.get(1).toString());
    assertEquals("63696-63699", ranges.get(61).toString());
    assertEquals("64720-64723", ranges.get(62).toString());
    assertEquals(CE, endpoint.mapAddress());
  }

  /** 10.2.3.4 port 80 writes to 192.0.2.18 port 1232, through the border relay. */
  @Test
  void rfc7597_example2_borderRelayToCustomerEdge() {
    assertEquals(
        Optional.of(CE), domain(MapTransport.MAP_E, SHARED).destination(v4("192.0.2.18"), 1232));
  }

  /** The answer goes back to the border relay. */
  @Test
  void rfc7597_example3_customerEdgeToBorderRelay() {
    assertEquals(
        Optional.of(BR), domain(MapTransport.MAP_E, SHARED).destination(v4("10.2.3.4"), 80));
  }

  /** RFC 7599 prints 192.0.2.1 in the rule and 192.0.2.18 in the result; RFC 7597 192.0.2.18. */
  @ParameterizedTest
  @CsvSource({
    "192.0.2.18, 2001:db8:12:3400:0:c000:212:0",
    "192.0.2.1, 2001:db8:12:3400:0:c000:201:0",
  })
  void rfc7597_and_rfc7599_example4_noEmbeddedBitsNoSharing(String ipv4, String mapAddress) {
    MapRule rule = new MapRule(END_USER, v4(ipv4, 32), 0, false, PortSet.ALL);
    MapEndpoint endpoint = rule.endpoint(END_USER).orElseThrow();
    assertEquals(Optional.of(v4(ipv4)), endpoint.ipv4Address());
    assertEquals(1, endpoint.ports().sharingRatio());
    assertEquals(65_536, endpoint.ports().size());
    assertEquals(address(mapAddress), endpoint.mapAddress());
  }

  /** PSID by DHCPv6; 0x34 as erratum 5324 says of RFC 7599. */
  @Test
  void rfc7597_and_rfc7599_example5_noEmbeddedBitsSharing() {
    MapRule rule = new MapRule(END_USER, v4("192.0.2.18", 32), 0, false, new PortSet(6, 8, 0x34));
    MapEndpoint endpoint = rule.endpoint(END_USER).orElseThrow();
    assertEquals(Optional.of(v4("192.0.2.18")), endpoint.ipv4Address());
    assertEquals(new PortSet(6, 8, 0x34), endpoint.ports());
    assertEquals("1232-1235", endpoint.ports().ranges().get(0).toString());
    assertEquals(CE, endpoint.mapAddress());
  }

  @Test
  void rfc7599_example2_borderRelayToCustomerEdge() {
    MapDomain domain = domain(MapTransport.MAP_T, SHARED);
    assertEquals(Optional.of(CE), domain.destination(v4("192.0.2.18"), 1232));
    assertEquals(
        Optional.of(address("2001:db8:ffff:0:a:203:400:0")),
        domain.defaultMappingRule().flatMap(dmr -> dmr.mapped(v4("10.2.3.4"))));
  }

  @Test
  void rfc7599_example3_customerEdgeToInternet() {
    MapDomain domain = domain(MapTransport.MAP_T, SHARED);
    assertEquals(CE, domain.endpoint().mapAddress());
    assertEquals(
        Optional.of(address("2001:db8:ffff:0:a:203:400:0")),
        domain.destination(v4("10.2.3.4"), 80));
  }

  /** RFC 7597 appendix B: offset 6 and ratio 1024 give blocks of one port, offset 0 one block. */
  @Test
  void rfc7597_appendixB_generalizedModulusAlgorithm() {
    assertEquals("1024 2048 3072 64512", edges(new PortSet(6, 10, 0)));
    assertEquals("1025 2049 3073 64513", edges(new PortSet(6, 10, 1)));
    assertEquals("2047 3071 4095 65535", edges(new PortSet(6, 10, 1023)));
    assertEquals(List.of(new PortSet.Range(1024, 2047)), new PortSet(0, 6, 1).ranges());
    assertEquals(List.of(new PortSet.Range(64_512, 65_535)), new PortSet(0, 6, 63).ranges());
  }

  private static String edges(PortSet ports) {
    List<PortSet.Range> ranges = ports.ranges();
    assertEquals(63, ranges.size());
    assertTrue(ranges.stream().allMatch(range -> range.first() == range.last()));
    return List.of(ranges.get(0), ranges.get(1), ranges.get(2), ranges.get(62)).stream()
        .map(range -> String.valueOf(range.first()))
        .collect(Collectors.joining(" "));
  }

  /** RFC 6052 section 2.4, table 2: 192.0.2.33 behind each prefix length. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8::/32, 2001:db8:c000:221::",
    "2001:db8:100::/40, 2001:db8:1c0:2:21::",
    "2001:db8:122::/48, 2001:db8:122:c000:2:2100::",
    "2001:db8:122:300::/56, 2001:db8:122:3c0:0:221::",
    "2001:db8:122:344::/64, 2001:db8:122:344:c0:2:2100:0",
    "2001:db8:122:344::/96, 2001:db8:122:344::c000:221",
  })
  void rfc6052_table2_ipv4EmbeddedAddresses(String prefix, String expected) {
    assertEquals(
        Optional.of(address(expected)),
        new DefaultMappingRule(v6(prefix)).mapped(v4("192.0.2.33")));
  }

  @Test
  void defaultMappingRule_lengthWithoutForm_mapsNothing() {
    assertEquals(
        Optional.empty(), new DefaultMappingRule(v6("2001:db8::/60")).mapped(v4("192.0.2.33")));
  }

  static Ipv4Address v4(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  static Ipv4Prefix v4(String text, int length) {
    return new Ipv4Prefix(v4(text), length);
  }

  static Ipv6Prefix v6(String text) {
    return Ipv6Prefix.parse(text).orElseThrow();
  }

  static Ipv6Address address(String text) {
    return Ipv6Address.parse(text).orElseThrow();
  }
}
