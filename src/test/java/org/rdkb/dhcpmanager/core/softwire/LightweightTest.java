package org.rdkb.dhcpmanager.core.softwire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.core.softwire.RfcExamplesTest.v6;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;

class LightweightTest {
  private static final String RELAY = "005a001020010db8ffff00000000000000000001";
  private static final List<Ipv6Prefix> OURS =
      List.of(v6("2001:db8:9::/64"), v6("2001:db8:12::/48"), v6("2001:db8:12:34::/64"));

  private static Softwire read(String hex) {
    Octets wire = Octets.parseHex(hex).orElseThrow();
    return Softwire.of((S46Container) Options6.decode(96, wire), OURS);
  }

  @ParameterizedTest
  @CsvSource({
    // binding of 192.0.2.18 to /48, PSID 0x34 of 8 bits: the longest of ours that matches
    "005c0013c00002123020010db80012005d000406083400, 2001:db8:12:34:0:c000:212:34, 256",
    // all ports
    "005c000bc00002123020010db80012, 2001:db8:12:34:0:c000:212:0, 1",
    // the address itself
    "005c0015c00002128020010db8000000000000000000000099, 2001:db8::99, 1",
  })
  void binding_givesTheTunnelAddress(String binding, String tunnel, int ratio) {
    LightweightDomain domain = assertInstanceOf(LightweightDomain.class, read(binding + RELAY));
    assertEquals(tunnel, domain.rule().tunnelAddress().toString());
    assertEquals(ratio, domain.rule().ports().sharingRatio());
    assertEquals("192.0.2.18", domain.rule().ipv4Address().toString());
    assertEquals("[2001:db8:ffff::1]", domain.borderRelays().toString());
  }

  @ParameterizedTest
  @CsvSource({
    RELAY + ", 0 bindings (option 92)",
    "005c000bc00002123020010db80012, border relays (option 90) []",
    "005c000bc00002123020010db80013" + RELAY + ", 2001:db8:13::/48 matches none of",
    "005c000be00002123020010db80012" + RELAY + ", softwire address 224.0.2.18",
    "005c0005c000021200" + RELAY + ", bind prefix ::/0",
    "005c0013c00002123020010db80012005d000406143400" + RELAY + ", PSID length 20",
    "005c0005c0000212ff" + RELAY + ", IPv6 prefix length 255",
  })
  void badContainer_isRefusedWithItsReason(String container, String reason) {
    Softwire.Refused refused = assertInstanceOf(Softwire.Refused.class, read(container));
    assertTrue(refused.reason().contains(reason), refused.reason());
  }
}
