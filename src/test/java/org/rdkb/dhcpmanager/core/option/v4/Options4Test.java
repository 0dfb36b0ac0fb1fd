package org.rdkb.dhcpmanager.core.option.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.Octets;

class Options4Test {
  static Stream<Arguments> values() {
    return Stream.of(
        row("c0000200c0a80101", new StaticRoutes(List.of(route("192.0.2.0", 24, "192.168.1.1")))),
        row("c0000207c0a80101", new StaticRoutes(List.of(route("192.0.2.7", 32, "192.168.1.1")))),
        row("0a000000c0a80101", new StaticRoutes(List.of(route("10.0.0.0", 8, "192.168.1.1")))),
        row("0000012c", new Ipv6OnlyPreferred(300)),
        row("076578616d706c65036e657400016100", new DomainSearch(List.of("example.net", "a"))),
        row("00016100", new SipServers(List.of("a"), List.of())),
        row(
            "01c0000201c0000202",
            new SipServers(List.of(), List.of(v4("192.0.2.1"), v4("192.0.2.2")))),
        row( // RFC 3442: default, and widths that are no whole octets
            "00c0a80101" + "110a1180c0a80102" + "20c000020700000000",
            new ClasslessRoutes(
                121,
                List.of(
                    route("0.0.0.0", 0, "192.168.1.1"),
                    route("10.17.128.0", 17, "192.168.1.2"),
                    route("192.0.2.7", 32, "0.0.0.0")))),
        row("080ac0a80101", new ClasslessRoutes(249, List.of(route("10.0.0.0", 8, "192.168.1.1")))),
        row(
            "0104c0000201" + "0300",
            new TaggedOptions(122, List.of(sub(1, "c0000201"), sub(3, "")))),
        row("", new TaggedOptions(122, List.of())),
        row(
            "0000118b03010141" + "0000000900",
            new VendorIdentifyingOptions(
                List.of(
                    new VendorIdentifyingOptions.Vendor(4491, List.of(sub(1, "41"))),
                    new VendorIdentifyingOptions.Vendor(9, List.of())))),
        row("6162", new Option4.Opaque(43, octets("6162"))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void option_bothDirections(String payload, Option4 value) {
    assertEquals(value, Options4.decode(value.code(), octets(payload)));
    assertEquals(payload, value.payload().toHex());
  }

  @ParameterizedTest
  @CsvSource({
    "33, '', truncated",
    "33, c0000200c0a801, truncated",
    "33, 00000000c0a80101, default route",
    "108, 00012c, truncated",
    "108, 0000012c00, 1 trailing",
    "119, '', truncated",
    "119, 0361, truncated",
    "119, 016100c0, truncated",
    "119, 0361626300014000, octet 64 in a domain name",
    "119, c000, does not lead backwards", // a loop
    "119, 016100c003, does not lead backwards",
    "119, 016100c0ff, does not lead backwards",
    "120, '', truncated",
    "120, 00, truncated",
    "120, 01, truncated",
    "120, 01c00002, truncated",
    "120, 02c0000201, encoding 2",
    "121, '', truncated",
    "121, 210a000000c0a80101, prefix length 33",
    "121, 180a0000c0a801, truncated",
    "249, 180a0000c0a8010100, truncated",
    "122, 0104c00002, truncated",
    "122, 01, truncated",
    "125, '', no vendor",
    "125, 0000118b, truncated",
    "125, 0000118b040104, truncated",
    "125, 0000118b02017c, truncated",
  })
  void option_malformed_staysVisibleWithItsReason(int code, String payload, String reason) {
    Octets octets = octets(payload);
    Option4.Malformed malformed =
        assertInstanceOf(Option4.Malformed.class, Options4.decode(code, octets));
    assertTrue(malformed.reason().contains(reason), malformed.reason());
    assertEquals(octets, malformed.payload());
  }

  /** RFC 3397 section 4: eng.apple.com and marketing.apple.com, the second by a pointer. */
  @Test
  void domainSearch_rfc3397Example() {
    Octets sent = octets("03656e67056170706c6503636f6d00" + "096d61726b6574696e67" + "c004");
    assertEquals(
        new DomainSearch(List.of("eng.apple.com", "marketing.apple.com")),
        Options4.decode(119, sent));
  }

  /** Few octets must not unfold into many: 2,000 pointers to one long name. */
  @Test
  void domainSearch_manyPointers_areRefused() {
    Octets bomb = octets(("3f" + "61".repeat(63)).repeat(3) + "00" + "c000".repeat(2000));
    assertInstanceOf(Option4.Malformed.class, Options4.decode(119, bomb));
  }

  @Test
  void classlessRoutes_hostBitsAreCleared_andTheirNumberIsCapped() {
    assertEquals(
        Options4.decode(121, octets("110a1180c0a80102")),
        Options4.decode(121, octets("110a11ffc0a80102")));
    assertInstanceOf(ClasslessRoutes.class, Options4.decode(121, octets("00c0a80101".repeat(64))));
    assertInstanceOf(
        Option4.Malformed.class, Options4.decode(121, octets("00c0a80101".repeat(65))));
  }

  @Test
  void ipv6OnlyPreferred_waitsAtLeastFiveMinutes() {
    assertEquals(300, new Ipv6OnlyPreferred(0).effectiveWaitSeconds());
    assertEquals(1800, new Ipv6OnlyPreferred(1800).effectiveWaitSeconds());
  }

  @Test
  void randomPayloads_neverCrash_andRoundTrip() {
    SplittableRandom random = new SplittableRandom(4);
    int[] codes = {33, 43, 108, 119, 120, 121, 122, 125, 249};
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextBoolean() ? random.nextInt(8) : random.nextInt(256));
      }
      Option4 option = Options4.decode(codes[i % codes.length], Octets.of(bytes));
      assertEquals(option.getClass(), Options4.decode(option.code(), option.payload()).getClass());
      if (!(option instanceof Option4.Malformed)) {
        assertEquals(option, Options4.decode(option.code(), option.payload()));
      }
    }
  }

  private static Arguments row(String payload, Option4 value) {
    return Arguments.of(payload, value);
  }

  private static TaggedOptions.SubOption sub(int code, String hex) {
    return new TaggedOptions.SubOption(code, octets(hex));
  }

  private static Route4 route(String destination, int length, String gateway) {
    return new Route4(new Ipv4Prefix(v4(destination), length), v4(gateway));
  }

  private static Ipv4Address v4(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  private static Octets octets(String hex) {
    return Octets.parseHex(hex).orElseThrow();
  }
}
