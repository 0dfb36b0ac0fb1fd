package org.rdkb.dhcpmanager.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;

/** ARP as on the wire (RFC 826, RFC 5227). */
class LinkArpTest {
  private static final String ANSWER =
      "0001080006040002" + "020000000009" + "0a4d0003" + "020000000001" + "00000000";

  private static Octets hex(String text) {
    return Octets.parseHex(text).orElseThrow();
  }

  @Test
  void question_namesNoAddressOfOurs() {
    assertEquals(
        hex("0001080006040001" + "020000000001" + "00000000" + "000000000000" + "0a4d0003"),
        LinkArp.question(hex("020000000001"), Ipv4Address.parse("10.77.0.3").orElseThrow()));
  }

  @Test
  void answer_saysWhoHasIt_paddedOrNot() {
    LinkArp.Owner owner =
        new LinkArp.Owner(
            Ipv4Address.parse("10.77.0.3").orElseThrow(),
            HardwareAddress.parse("02:00:00:00:00:09").orElseThrow());
    assertEquals(Optional.of(owner), LinkArp.owner(hex(ANSWER)));
    assertEquals(Optional.of(owner), LinkArp.owner(hex(ANSWER + "00".repeat(18))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0001080006040002020000000009",
        "00010800060400020200000000090a4d0003020000000001000000",
        "00060800060400020200000000090a4d000302000000000100000000",
        "000108000604000102000000000900000000000000000000" + "0a4d0003"
      })
  void packetThatNamesNoOwner_isPassedOver(String packet) {
    assertEquals(Optional.empty(), LinkArp.owner(hex(packet)));
  }
}
