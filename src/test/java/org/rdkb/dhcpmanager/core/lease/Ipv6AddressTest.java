package org.rdkb.dhcpmanager.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

  /** The examples of RFC 5952, sections 4 and 5, and the edges. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::A, 2001:db8::a",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
  })
  void parse_thenText_isTheOneFormOfRfc5952(String text, String wanted) {
    assertEquals(wanted, Ipv6Address.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        "1:::2",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "::ffff:192.0.2.1",
        " ::1",
        "::1\n",
        "2001:db8::1/64",
        "$(id)"
      })
  void parse_ofAnythingElse_isAbsent(String text) {
    assertEquals(Optional.empty(), Ipv6Address.parse(text));
  }

  @Test
  void text_ofAnyAddress_isReadAlikeByTheJdk() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 1000; i++) {
      // Zero groups are what the text form is about: make many.
      long high = random.nextLong() & mask(random);
      long low = random.nextLong() & mask(random);
      Ipv6Address address = new Ipv6Address(high | 0x2000_0000_0000_0000L, low);
      assertEquals(Optional.of(address), Ipv6Address.parse(address.toString()));
      assertTrue(
          Arrays.equals(
              address.toOctets().toArray(), InetAddress.getByName(address.toString()).getAddress()),
          address::toString);
    }
  }

  private static long mask(SplittableRandom random) {
    long mask = 0;
    for (int i = 0; i < 4; i++) {
      mask = mask << 16 | (random.nextInt(3) == 0 ? 0xffff : 0);
    }
    return mask;
  }

  @Test
  void prefix_clearsWhatIsBehindIt() {
    Ipv6Address address = Ipv6Address.parse("2001:db8:1234:5678:9abc::1").orElseThrow();
    assertEquals("2001:db8:1234:5600::/56", new Ipv6Prefix(address, 56).toString());
    assertEquals("2001:db8:1234:5678:9a00::/72", new Ipv6Prefix(address, 72).toString());
    assertEquals("::/0", new Ipv6Prefix(address, 0).toString());
    assertEquals(address, new Ipv6Prefix(address, 128).address());
    assertTrue(new Ipv6Prefix(address, 56).contains(address));
    assertFalse(new Ipv6Prefix(address, 128).contains(Ipv6Address.ANY));
  }

  @Test
  void kinds() {
    assertTrue(Ipv6Address.parse("2001:db8::1").orElseThrow().isUnicast());
    assertTrue(Ipv6Address.parse("fd00::1").orElseThrow().isUnicast());
    for (String other : new String[] {"::", "::1", "ff02::1", "fe80::1", "febf::1"}) {
      assertFalse(Ipv6Address.parse(other).orElseThrow().isUnicast(), other);
    }
    assertTrue(Ipv6Address.parse("febf::1").orElseThrow().isLinkLocal());
    assertFalse(Ipv6Address.parse("fec0::1").orElseThrow().isLinkLocal());
  }
}
