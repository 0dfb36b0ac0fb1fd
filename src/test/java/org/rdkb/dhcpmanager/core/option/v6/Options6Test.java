package org.rdkb.dhcpmanager.core.option.v6;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.option.Octets;

class Options6Test {
  private static final Ipv6Address A1 = Ipv6Address.parse("2001:db8::1").orElseThrow();
  private static final String A1_HEX = "20010db8000000000000000000000001";
  private static final Ipv6Address A2 = Ipv6Address.parse("2001:db8::2").orElseThrow();
  private static final String A2_HEX = "20010db8000000000000000000000002";
  private static final Ipv6Prefix P48 = Ipv6Prefix.parse("2001:db8:1::/48").orElseThrow();
  private static final String P48_HEX = "20010db8000100000000000000000000";

  private static Arguments row(int code, String payload, Option6 value) {
    return Arguments.of(code, payload, value);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        row(3, "0000000a00000e1000001518", new IaNa(10, s(3600), s(5400), List.of())),
        row(
            3, // IAID 1, T1 and T2 left to the client, one address, its status
            "000000010000000000000000" + "0005001e" + A1_HEX + "00000e1000001c20" + "000d00020003",
            new IaNa(
                1,
                s(0),
                s(0),
                List.of(new IaAddress(A1, s(3600), s(7200), List.of(new StatusCode(3, "")))))),
        row(4, "ffffffff", new IaTa(0xffff_ffffL, List.of())),
        row(5, A1_HEX + "00000000ffffffff", new IaAddress(A1, s(0), Lifetime.INFINITE, List.of())),
        row(6, "", new Plain.Codes(PlainOption6.ORO, List.of())),
        row(6, "0017005f", new Plain.Codes(PlainOption6.ORO, List.of(23, 95))),
        row(7, "ff", new Plain.Unsigned(PlainOption6.PREFERENCE, 255)),
        row(8, "0064", new Plain.Unsigned(PlainOption6.ELAPSED_TIME, 100)),
        row(12, A1_HEX, new Plain.Addresses(PlainOption6.UNICAST, List.of(A1))),
        row(13, "00066e6f6e65", new StatusCode(6, "none")),
        row(14, "", new Plain.Empty(PlainOption6.RAPID_COMMIT)),
        row(15, "00026162" + "0000", new UserClass(List.of(Octets.utf8("ab"), Octets.EMPTY))),
        row(16, "0000118b" + "00026162", new VendorClass(4491, List.of(Octets.utf8("ab")))),
        row(17, "0000118b", new VendorOptions(4491, List.of())),
        row(
            17, // CableLabs 4491, time offset (38) of an hour
            "0000118b" + "0026000400000e10",
            new VendorOptions(4491, List.of(new VendorOptions.SubOption(38, octets("00000e10"))))),
        row(20, "", new Plain.Empty(PlainOption6.RECONFIGURE_ACCEPT)),
        row(21, "036e7431016200", new Plain.Names(PlainOption6.SIP_SERVER_NAMES, List.of("nt1.b"))),
        row(22, A1_HEX, new Plain.Addresses(PlainOption6.SIP_SERVERS, List.of(A1))),
        row(23, A1_HEX + A2_HEX, new Plain.Addresses(PlainOption6.DNS_SERVERS, List.of(A1, A2))),
        row(
            24,
            "076578616d706c65036e657400" + "016100",
            new Plain.Names(PlainOption6.DOMAIN_LIST, List.of("example.net", "a"))),
        row(
            25, // one prefix, valid for ever
            "000000020000000000000000" + "001a0019" + "00000e10ffffffff30" + P48_HEX,
            new IaPd(
                2, s(0), s(0), List.of(new IaPrefix(s(3600), Lifetime.INFINITE, P48, List.of())))),
        row(26, "0000000000000000" + "30" + P48_HEX, new IaPrefix(s(0), s(0), P48, List.of())),
        row(
            26, // length 0 is a prefix, not the absence of one
            "0000000000000000" + "00" + "00".repeat(16),
            new IaPrefix(s(0), s(0), Ipv6Prefix.DEFAULT, List.of())),
        row(31, A2_HEX, new Plain.Addresses(PlainOption6.SNTP_SERVERS, List.of(A2))),
        row(
            32,
            "ffffffff",
            new Plain.Unsigned(PlainOption6.INFORMATION_REFRESH_TIME, 0xffff_ffffL)),
        row(39, "00", new ClientFqdn(0, "", false)),
        row(39, "01" + "026777", new ClientFqdn(1, "gw", false)),
        row(39, "04" + "0267770361636d00", new ClientFqdn(4, "gw.acm", true)),
        row(41, "455354", new Plain.Text(PlainOption6.POSIX_TIMEZONE, "EST")),
        row(42, "455354", new Plain.Text(PlainOption6.TZDB_TIMEZONE, "EST")),
        row(56, "00010010" + A1_HEX, new NtpServer(new NtpServer.Unicast(A1))),
        row(56, "00020010" + A1_HEX, new NtpServer(new NtpServer.Multicast(A1))),
        row(56, "00030004" + "026e7400", new NtpServer(new NtpServer.Name("nt"))),
        row(64, "0461667472016200", new Plain.Names(PlainOption6.AFTR_NAME, List.of("aftr.b"))),
        row(82, "00000e10", new Plain.Unsigned(PlainOption6.SOL_MAX_RT, 3600)),
        row(83, "00000e10", new Plain.Unsigned(PlainOption6.INF_MAX_RT, 3600)),
        row(
            89, // RFC 7597 appendix A, example 1
            "011018c00002002820010db800",
            new S46Rule(true, 16, v4("192.0.2.0", 24), v6("2001:db8::/40"), List.of())),
        row(
            89, // EA 0 with port parameters inside
            "000020c00002123820010db8001234005d000406083400",
            new S46Rule(
                false,
                0,
                v4("192.0.2.18", 32),
                v6("2001:db8:12:3400::/56"),
                List.of(new S46PortParameters(6, 8, 0x34)))),
        row(90, A1_HEX, new Plain.Addresses(PlainOption6.S46_BR, List.of(A1))),
        row(91, "4020010db8ffff0000", new S46Dmr(v6("2001:db8:ffff::/64"))),
        row(91, "3c20010db8fffffff0", new S46Dmr(v6("2001:db8:ffff:fff0::/60"))),
        row(91, "00", new S46Dmr(Ipv6Prefix.DEFAULT)),
        row(
            92,
            "c00002123820010db8001234",
            new S46V4V6Bind(
                v4("192.0.2.18", 32).address(), v6("2001:db8:12:3400::/56"), List.of())),
        row(93, "06083400", new S46PortParameters(6, 8, 0x34)),
        row(93, "00000000", new S46PortParameters(0, 0, 0)),
        row(93, "0010ffff", new S46PortParameters(0, 16, 0xffff)),
        row(
            95,
            "005b00094020010db8ffff0000",
            new S46Container(95, List.of(new S46Dmr(v6("2001:db8:ffff::/64"))))),
        row(94, "", new S46Container(94, List.of())),
        row(96, "005a0010" + A1_HEX, lightweight()),
        row(1, "0001", new Opaque(1, octets("0001"))),
        row(65535, "", new Opaque(65535, Octets.EMPTY)));
  }

  private static S46Container lightweight() {
    return new S46Container(96, List.of(new Plain.Addresses(PlainOption6.S46_BR, List.of(A1))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void option_bothDirections(int code, String payload, Option6 value) {
    assertEquals(value, Options6.decode(code, octets(payload)));
    assertEquals(payload, value.payload().toHex());
    assertEquals(code, value.code());
    assertEquals(List.of(value), Options6.decode(Options6.encode(List.of(value))));
  }

  /** Each fixed part cut by one octet is refused; so is each trailing octet where none may be. */
  @ParameterizedTest
  @CsvSource({
    "3, 0000000a00000e10000015, truncated",
    "4, ffffff, truncated",
    "5, 20010db80000000000000000000000010000000000000e, truncated",
    "25, 0000000a00000e10000015, truncated",
    "26, 00000000000000003020010db80001000000000000000000, truncated",
    "6, 001700, truncated",
    "7, '', truncated",
    "7, 0000, 1 trailing",
    "8, 00, truncated",
    "8, 000000, 1 trailing",
    "12, 20010db80000000000000000000000, truncated",
    "12, 20010db800000000000000000000000100, 1 trailing",
    "13, 00, truncated",
    "14, 00, 1 trailing",
    "15, '', no class",
    "15, 000261, truncated",
    "15, 00016100, truncated",
    "16, 000011, truncated",
    "16, 0000118b, 0 classes",
    "17, 000011, truncated",
    "17, 0000118b00260004000e10, truncated",
    "23, '', truncated",
    "23, 20010db80000000000000000000000010000, truncated",
    "24, '', domain name truncated",
    "24, 0361, domain name truncated",
    "24, 0361626300c000, label type or length 192", // compression (RFC 8415 section 10)
    "24, 00, empty domain name",
    "24, 02610a00, octet 10 in a domain name",
    "24, 03612e6200, octet 46 in a domain name",
    "32, 000e10, truncated",
    "32, 00000e1000, 1 trailing",
    "39, '', truncated",
    "39, 000361, octet 0 in a domain name",
    "39, 00016100016200, trailing octets",
    "56, 0001, truncated",
    "56, 0001000120, truncated",
    "56, 0003000301610000, 1 trailing",
    "56, 00090000, unknown NTP sub-option 9",
    "41, '', unprintable",
    "41, 45530a54, unprintable",
    "64, 016100016200, trailing octets",
    "82, 00000e, truncated",
    "89, 0110, truncated",
    "89, 011018c00002002820010db8, truncated",
    "89, 011021c00002002820010db800, IPv4 prefix length 33",
    "89, 011018c0000200ff20010db800000000000000000000000000, IPv6 prefix length 255",
    "89, 013118c00002002820010db800, EA length 49",
    "90, 20010db80000000000000000000000, truncated",
    "91, 4020010db8ffff00, truncated",
    "91, 4020010db8ffff000000, 1 trailing",
    "91, 81000000000000000000000000000000000000, IPv6 prefix length 129",
    "92, c000021238, truncated",
    "93, 060834, truncated",
    "93, 0608340000, 1 trailing",
    "93, 06143400, PSID length 20",
    "93, 060b3400, PSID length 11 after offset 6",
    "93, 10003400, PSID offset 16",
    // RFC 8415: T1 > T2, preferred > valid
    "3, 0000000a0000151800000e10, T1 5400 s later than T2 3600 s",
    "25, 0000000affffffff00000e10, T1 infinite later than T2",
    "5, 20010db80000000000000000000000010000000200000001, preferred lifetime 2 s",
    "26, ffffffff000000013020010db8000100000000000000000000, preferred lifetime infinite",
    "26, 00000000000000008120010db8000100000000000000000000, prefix length 129",
  })
  void option_malformed_staysVisibleWithItsReason(int code, String payload, String reason) {
    Malformed malformed = assertInstanceOf(Malformed.class, Options6.decode(code, octets(payload)));
    assertTrue(malformed.reason().contains(reason), malformed.reason());
    assertEquals(payload, malformed.payload().toHex());
    assertEquals(code, malformed.code());
  }

  @Test
  void bitsThatAreToBeIgnored_areIgnored() {
    assertEquals(
        Options6.decode(89, octets("011018c00002002820010db800")),
        Options6.decode(89, octets("ff1018c00002ff2820010db800"))); // flags, host bits
    assertEquals(
        Options6.decode(91, octets("3c20010db8fffffff0")),
        Options6.decode(91, octets("3c20010db8ffffffff"))); // padding behind 60 bits
    assertEquals(new S46PortParameters(6, 8, 0x34), Options6.decode(93, octets("060834ff")));
    assertEquals(new S46PortParameters(6, 0, 0), Options6.decode(93, octets("0600ffff")));
    assertEquals(new ClientFqdn(1, "gw", false), Options6.decode(39, octets("f9026777")));
  }

  @Test
  void oneBadOption_spoilsOnlyItself() {
    List<Option6> options = Options6.decode(octets("00070000" + "000e0000" + "00070001ff"));
    assertInstanceOf(Malformed.class, options.get(0));
    assertEquals(new Plain.Empty(PlainOption6.RAPID_COMMIT), options.get(1));
    assertEquals(new Plain.Unsigned(PlainOption6.PREFERENCE, 255), options.get(2));
    assertEquals(
        List.of(new Plain.Unsigned(PlainOption6.PREFERENCE, 255)),
        Options6.all(options, PlainOption6.PREFERENCE, Plain.Unsigned.class));
    assertEquals(1, Options6.all(options, Malformed.class).size());
  }

  @Test
  void optionRunningOverTheEnd_isTheLast() {
    List<Option6> options = Options6.decode(octets("000e0000" + "0017ffff2001"));
    assertEquals(2, options.size());
    Malformed cut = assertInstanceOf(Malformed.class, options.get(1));
    assertEquals(23, cut.code());
    assertEquals("2001", cut.payload().toHex());
    assertInstanceOf(Malformed.class, Options6.decode(octets("00")).get(0));
    assertInstanceOf(Malformed.class, Options6.decode(octets("000e00")).get(0));
  }

  @Test
  void hostileNesting_isCut() {
    Octets nested = Octets.EMPTY;
    for (int i = 0; i < 2000; i++) { // IA_TA in IA_TA in …
      nested = Options6.encode(List.of(new Opaque(4, octets("00000001" + nested.toHex()))));
    }
    assertTrue(Options6.decode(nested).toString().contains("nested more than 8 deep"));
  }

  @Test
  void values_refuseWhatTheWireCannotCarry() {
    assertThrows(
        IllegalArgumentException.class, () -> new Plain.Unsigned(PlainOption6.PREFERENCE, 256));
    assertThrows(
        IllegalArgumentException.class, () -> new Plain.Unsigned(PlainOption6.PREFERENCE, -1));
    assertThrows(
        IllegalArgumentException.class, () -> new Plain.Unsigned(PlainOption6.DNS_SERVERS, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Plain.Addresses(PlainOption6.S46_BR, List.of(A1, A2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Plain.Addresses(PlainOption6.DNS_SERVERS, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Plain.Names(PlainOption6.DOMAIN_LIST, List.of("a b")));
    assertThrows(
        IllegalArgumentException.class,
        () -> Options6.encode(List.of(new Opaque(1, Octets.of(new byte[65_536])))));
  }

  private static Lifetime s(long seconds) {
    return new Lifetime(seconds);
  }

  private static Octets octets(String hex) {
    return Octets.parseHex(hex).orElseThrow();
  }

  private static Ipv6Prefix v6(String text) {
    return Ipv6Prefix.parse(text).orElseThrow();
  }

  private static Ipv4Prefix v4(String address, int length) {
    return new Ipv4Prefix(Ipv4Address.parse(address).orElseThrow(), length);
  }
}
