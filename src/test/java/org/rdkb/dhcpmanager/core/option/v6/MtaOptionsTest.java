package org.rdkb.dhcpmanager.core.option.v6;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.option.HexText;
import org.rdkb.dhcpmanager.core.option.Octets;

class MtaOptionsTest {
  @Test
  void text_isReadKeyByKey() {
    MtaOptions mta =
        MtaOptions.parse(
            "vendor=4491 38=-3600 39=6 2=EDVA 3=ECM:EMTA 40=x"
                + " 2170=00010004c0000201000200040a000001 2171=00:01:00:02:ab:cd");
    assertEquals(
        Map.of("vendor", "4491", "38", "-3600", "39", "6", "2", "EDVA", "3", "ECM:EMTA"),
        mta.values());
    assertEquals(
        Map.of("2170.1", hex("c0000201"), "2170.2", hex("0a000001"), "2171.1", hex("abcd")),
        mta.servers());
    assertEquals(Optional.of(-3600), mta.timeOffset());
    assertEquals(List.of(), mta.refused());
  }

  @ParameterizedTest
  @CsvSource({
    "2170=0001ffffc0, 2170: truncated", // the length ran over the stack of the C component
    "2170=0001, 2170: truncated",
    "2171=00zz, 2171: no hexadecimal",
    "39=, 39: empty",
    "2=\u0007, 2: empty",
  })
  void badValue_isRefusedAlone(String token, String reason) {
    MtaOptions mta = MtaOptions.parse(token + " vendor=4491");
    assertEquals(Map.of("vendor", "4491"), mta.values());
    assertEquals(Map.of(), mta.servers());
    assertEquals(1, mta.refused().size());
    assertTrue(mta.refused().get(0).startsWith(reason), mta.refused().get(0));
  }

  @Test
  void octets_sayTheSameAsText() {
    MtaOptions mta =
        MtaOptions.of(
            hex(
                "0000118b000200044544564100260004fffff1f0002700010608"
                    + "7a0010" // 2170
                    + "00010004c0000201000200040a000001"));
    assertEquals(Map.of("38", "-3600", "39", "6", "2", "EDVA"), mta.values());
    assertEquals(Map.of("2170.1", hex("c0000201"), "2170.2", hex("0a000001")), mta.servers());
    assertEquals(
        MtaOptions.parse("38=5"), MtaOptions.of(Octets.utf8("38=5"))); // as RDK's client has it
  }

  @ParameterizedTest
  @CsvSource({
    "0000118b00260003000001, 38: empty", // three octets are no offset
    "0000118b0002000107, 2: empty",
    "0000118b087a00040001ffff, 2170: truncated",
    "0000118b00260004ff, truncated",
    "0000, truncated",
  })
  void badOctets_areRefusedAlone(String payload, String reason) {
    MtaOptions mta = MtaOptions.of(hex(payload));
    assertEquals(Map.of(), mta.values());
    assertEquals(Map.of(), mta.servers());
    assertTrue(mta.refused().get(0).startsWith(reason), mta.refused().get(0));
  }

  @Test
  void otherVendors_sayNothing() {
    assertEquals(MtaOptions.parse(""), MtaOptions.of(hex("00000de900260004fffff1f0")));
  }

  @ParameterizedTest
  @CsvSource({"'', false", "38=x, false", "38=99999999999, false", "38=0, true"})
  void timeOffset_absentIsNotZero(String text, boolean present) {
    assertEquals(present, MtaOptions.parse(text).timeOffset().isPresent());
  }

  /** The forms of text a client hands payloads over in. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "0059, 0059",
        "00:59, 0059",
        "'0059', 0059",
        "'00:59', 0059",
        "'', \"\"",
        "0, -",
        "00:5, -",
        "0:59, -",
        "00:59:, -",
        ":00, -",
        "'00, -",
        "00', -",
        "00 59, -",
        "0x00, -",
        "00:zz, -"
      })
  void hexText_isReadOrRefused(String text, String expected) {
    Optional<String> wanted = expected.equals("-") ? Optional.empty() : Optional.of(expected);
    assertEquals(wanted, HexText.parse(text).map(Octets::toHex));
  }

  private static Octets hex(String digits) {
    return Octets.parseHex(digits).orElseThrow();
  }
}
