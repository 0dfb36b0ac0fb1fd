package org.rdkb.dhcpmanager.core.softwire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.core.softwire.RfcExamplesTest.v6;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.HexText;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;

/** The containers of the reference, by their letter: {@code vectors/map.csv}. */
class ReferenceContainersTest {
  static List<String> vectors() throws IOException {
    List<String> rows = new ArrayList<>();
    try (InputStream file =
        Objects.requireNonNull(
            ReferenceContainersTest.class.getResourceAsStream("/vectors/map.csv"))) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          rows.add(line);
        }
      }
    }
    assertTrue(rows.size() >= 22, "rows " + rows.size());
    return rows;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void container_isReadAsTheRfcsSay(String row) {
    String[] fields = row.split(";", -1);
    Softwire softwire = read(Integer.parseInt(fields[1]), fields[3], fields[2]);
    assertEquals(fields[4], describe(softwire));
    String colons = fields[3].replaceAll("(..)(?=.)", "$1:");
    assertEquals(softwire, read(Integer.parseInt(fields[1]), "'" + colons + "'", fields[2]));
  }

  private static Softwire read(int code, String text, String delegated) {
    S46Container container =
        (S46Container) Options6.decode(code, HexText.parse(text).orElseThrow());
    return Softwire.of(container, List.of(v6(delegated)));
  }

  private static String describe(Softwire softwire) {
    if (softwire instanceof Softwire.Refused refused) {
      return "refused: " + refused.reason();
    }
    MapDomain domain = (MapDomain) softwire;
    MapParameters map = MapParameters.of(domain);
    List<PortSet.Range> ranges = map.ports().ranges();
    return String.join(
        " ",
        map.transportMode(),
        map.ruleIpv4Prefix().toString(),
        map.ruleIpv6Prefix().toString(),
        "ea=" + map.eaLength(),
        "psid=" + map.ports().offset() + "/" + map.ports().psidLength() + "/" + map.ports().psid(),
        "ratio=" + map.ports().sharingRatio(),
        "fmr=" + map.forwarding(),
        domain.endpoint().ipv4().toString(),
        domain.endpoint().mapAddress().toString(),
        ranges.size() + "*" + (ranges.get(0).last() - ranges.get(0).first() + 1),
        ranges.get(0) + ".." + ranges.get(ranges.size() - 1),
        "border=" + map.border());
  }

  private static final String RULE_A = "0059000d011018c00002002820010db800";
  private static final String DMR = "005b00094020010db8ffff0000";
  private static final String PD = "2001:db8:12:3400::/56";

  /** What a server may get wrong beside the reference's letters. */
  @ParameterizedTest
  @CsvSource({
    "95, '', 0 rules",
    "95, " + DMR + ", 0 rules",
    "95, " + RULE_A + ", 0 default mapping rules",
    "95, " + RULE_A + DMR + DMR + ", 2 default mapping rules",
    "94, " + RULE_A + ", border relays (option 90) []",
    "94, " + RULE_A + "005a0010" + "00000000000000000000000000000000, border relays",
    "94, " + RULE_A + "005a0010" + "ff020000000000000000000000000001, border relays",
    "95, " + RULE_A + "005b000100, default mapping rule ::/0",
    "95, " + RULE_A + "005b000e6120010db8ffff00000000000000, default mapping rule",
    "95, 0059000d011018c000020028, option 89: truncated",
    // two port parameters in one rule
    "95, 0059001d011018c00002002820010db800005d000406080000005d000406080000"
        + DMR
        + ", 2 port parameters",
    // explicit PSID 0x35 where the EA bits say 0x34
    "95, 00590015011018c00002002820010db800005d000406083500" + DMR + ", PSID 53 in option 93",
    // the address would be 224.0.2.18
    "95, 0059000d011018e00002002820010db800" + DMR + ", IPv4 address 224.0.2.18/32",
    // default offset 6 and 11 PSID bits do not fit a port
    "95, 0059000c011318c00002002020010db8" + DMR + ", PSID 0 of length 11 after offset 6",
    "95, 00590008011018c000020000" + DMR + ", gives no end-user prefix",
  })
  void badContainer_isRefusedWithItsReason(int code, String container, String reason) {
    Softwire.Refused refused = assertInstanceOf(Softwire.Refused.class, read(code, container, PD));
    assertTrue(refused.reason().contains(reason), refused.reason());
    assertEquals(code, refused.code());
  }

  @Test
  void withoutDelegatedPrefix_noRuleMatches() {
    S46Container container =
        (S46Container) Options6.decode(95, HexText.parse(RULE_A + DMR).orElseThrow());
    assertEquals(new Softwire.Refused(95, "no rule matches []"), Softwire.of(container, List.of()));
  }

  /** A more specific rule wins over the one that comes first, and over a better prefix order. */
  @Test
  void basicMappingRule_hasTheLongestMatch() {
    String specific = "0059000e010818c63364003020010db80012"; // 198.51.100.0/24, /48, EA 8
    S46Container container =
        (S46Container) Options6.decode(95, HexText.parse(RULE_A + specific + DMR).orElseThrow());
    MapDomain domain = assertInstanceOf(MapDomain.class, Softwire.of(container, List.of(v6(PD))));
    assertEquals("198.51.100.0/24", domain.basic().ipv4Prefix().toString());
    assertEquals("198.51.100.52/32", domain.endpoint().ipv4().toString());
    Ipv6Prefix elsewhere = v6("2001:db8:77:100::/56");
    domain = assertInstanceOf(MapDomain.class, Softwire.of(container, List.of(elsewhere, v6(PD))));
    assertEquals(v6(PD), domain.endpoint().endUserPrefix());
    domain = assertInstanceOf(MapDomain.class, Softwire.of(container, List.of(elsewhere)));
    assertEquals("192.0.2.119/32", domain.endpoint().ipv4().toString());
  }

  /** Other customers of a forwarding rule are reached directly, of another rule by the border. */
  @Test
  void forwardingRules_meshByLongestIpv4Match() {
    String quiet = "0059000d001018c63364002820010db900"; // F clear: 198.51.100.0/24, 2001:db9::/40
    S46Container container =
        (S46Container) Options6.decode(95, HexText.parse(RULE_A + quiet + DMR).orElseThrow());
    MapDomain domain = assertInstanceOf(MapDomain.class, Softwire.of(container, List.of(v6(PD))));
    Ipv4Address peer = Ipv4Address.parse("192.0.2.19").orElseThrow();
    assertEquals(
        Optional.of("2001:db8:13:100:0:c000:213:1"),
        domain.destination(peer, 1028).map(Object::toString));
    assertEquals(Optional.empty(), domain.destination(peer, 80)); // system ports belong to nobody
    assertEquals(
        Optional.of("2001:db8:ffff:0:c6:3364:700:0"),
        domain
            .destination(Ipv4Address.parse("198.51.100.7").orElseThrow(), 80)
            .map(Object::toString));
  }
}
