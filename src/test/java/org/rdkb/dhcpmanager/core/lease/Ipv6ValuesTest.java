package org.rdkb.dhcpmanager.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.option.Octets;

class Ipv6ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8::1, 2001:db8::1",
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // RFC 5952 4.2.2: one group stays
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // 4.2.3: the longest run
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // 4.2.3: the first of equal runs
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "::ffff:192.0.2.1, ::ffff:192.0.2.1",
    "::ffff:c000:201, ::ffff:192.0.2.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void address_isReadAndWrittenCanonically(String text, String canonical) {
    assertEquals(Optional.of(canonical), Ipv6Address.parse(text).map(Ipv6Address::toString));
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
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:",
        ":1::2",
        "1::2:",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "[::1]",
        " ::1",
        "::1 ",
        "::1/64",
        "1.2.3.4",
        "::1.2.3",
        "::1.2.3.4.5",
        "::01.2.3.4",
        "1.2.3.4::",
        "::1.2.3.4:1",
        "1:2:3:4:5:6:7:1.2.3.4",
        "-1::",
        "::+1",
        "::\u0661",
        "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"
      })
  void address_malformed_isRefused(String text) {
    assertEquals(Optional.empty(), Ipv6Address.parse(text));
  }

  @Test
  void address_octets_roundTripAndAgreeWithTheJdk() throws Exception {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 2000; i++) {
      long mask = random.nextLong() | random.nextLong() << random.nextInt(64);
      Ipv6Address address = new Ipv6Address(random.nextLong() & mask, random.nextLong() & ~mask);
      assertEquals(Optional.of(address), Ipv6Address.of(address.toOctets()));
      assertEquals(Optional.of(address), Ipv6Address.parse(address.toString()));
      byte[] jdk = InetAddress.getByName(address.toString()).getAddress();
      assertEquals(address.toOctets(), Octets.of(jdk));
    }
    assertEquals(Optional.empty(), Ipv6Address.of(Octets.of(new byte[15])));
    assertThrows(IllegalArgumentException.class, () -> Ipv6Address.ofBytes(new byte[17]));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, true",
    "fd00::1, true",
    "64:ff9b::1, true",
    "::, false",
    "::1, false",
    "fe80::1, false",
    "febf::1, false",
    "ff02::1, false",
    "::ffff:192.0.2.1, false",
  })
  void address_unicast_isWhatAServerMayAssign(String text, boolean unicast) {
    assertEquals(unicast, Ipv6Address.parse(text).orElseThrow().isUnicast());
  }

  @Test
  void addresses_areOrderedUnsigned() {
    Ipv6Address low = Ipv6Address.parse("2001:db8::").orElseThrow();
    Ipv6Address high = Ipv6Address.parse("ff02::1").orElseThrow();
    assertTrue(low.compareTo(high) < 0);
    assertTrue(new Ipv6Address(1, 1).compareTo(new Ipv6Address(1, -1)) < 0);
  }

  @ParameterizedTest
  @CsvSource({
    "::/0, ::/0",
    "2001:DB8:0::/48, 2001:db8::/48",
    "2001:db8:8000::/33, 2001:db8:8000::/33",
    "2001:db8::8000:0:0:0/65, 2001:db8:0:0:8000::/65",
    "::1/128, ::1/128",
  })
  void prefix_isReadAndWrittenCanonically(String text, String canonical) {
    assertEquals(Optional.of(canonical), Ipv6Prefix.parse(text).map(Ipv6Prefix::toString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "::",
        "::/",
        "::/129",
        "::/-1",
        "::/+1",
        "::/064",
        "::/9999",
        "::/64/64",
        "/64",
        "2001:db8::1/64",
        "2001:db8:8000::/32",
        "192.0.2.0/24",
        "::/64 "
      })
  void prefix_malformedOrWithHostBits_isRefused(String text) {
    assertEquals(Optional.empty(), Ipv6Prefix.parse(text));
  }

  @Test
  void prefix_clearsHostBitsAndContains() {
    Ipv6Address host = Ipv6Address.parse("2001:db8:1234:5678:9abc:def0::1").orElseThrow();
    for (int length = 0; length <= 128; length++) {
      Ipv6Prefix prefix = Ipv6Prefix.of(host, length).orElseThrow();
      assertTrue(prefix.contains(host));
      assertTrue(prefix.contains(new Ipv6Prefix(host, 128)));
      if (length > 0) {
        boolean inHigh = length <= 64;
        long flip = 1L << (inHigh ? 64 - length : 128 - length);
        Ipv6Address other =
            new Ipv6Address(host.high() ^ (inHigh ? flip : 0), host.low() ^ (inHigh ? 0 : flip));
        assertFalse(prefix.contains(other));
        assertFalse(prefix.contains(new Ipv6Prefix(host, length - 1)));
      }
    }
    assertEquals(Optional.empty(), Ipv6Prefix.of(host, 129));
    assertEquals(Optional.empty(), Ipv6Prefix.of(host, -1));
  }
}
