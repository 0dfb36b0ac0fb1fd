package org.rdkb.dhcpmanager.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lifetime;

/**
 * What goes to the kernel, byte by byte, on a little-endian machine. The bytes are those that
 * iproute2 6.1 sends for the command in each row (strace -e write=all), but for IFA_PROTO, which
 * comes last, and the sequence number.
 */
class RequestBytesTest {
  private static final int INDEX = 3;
  private static final int SEQUENCE = 0x6b019c98;
  private static final AddressSpec ADDRESS =
      new AddressSpec(ip("192.0.2.7"), 24, ip("192.0.2.255"), new Lifetime(3600));

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(
            "ip addr replace 192.0.2.7/24 broadcast 192.0.2.255 dev wan0"
                + " valid_lft 3600 preferred_lft 3600 proto 16",
            ADDRESS.add(INDEX),
            // nlmsghdr: length 76, RTM_NEWADDR, REQUEST|ACK|REPLACE|CREATE, sequence, port
            "4c000000 1400 0505 989c016b 00000000"
                // ifaddrmsg: AF_INET, /24, flags, scope, index
                + "02 18 00 00 03000000"
                + "0800 0200 c0000207 0800 0400 c00002ff 0800 0100 c0000207"
                // IFA_CACHEINFO: preferred, valid, and two stamps
                + "1400 0600 100e0000 100e0000 00000000 00000000"
                // IFA_PROTO: one byte, padded
                + "0500 0b00 10 000000"),
        Arguments.of(
            "a /32 that never ends, without broadcast",
            new AddressSpec(ip("192.0.2.7"), 32, Ipv4Address.ANY, Lifetime.INFINITE).add(INDEX),
            "44000000 1400 0505 989c016b 00000000 02 20 00 00 03000000"
                + "0800 0200 c0000207 0800 0100 c0000207"
                + "1400 0600 ffffffff ffffffff 00000000 00000000 0500 0b00 10 000000"),
        Arguments.of(
            "ip addr del 192.0.2.7/24 dev wan0",
            ADDRESS.remove(INDEX),
            "28000000 1500 0500 989c016b 00000000 02 18 00 00 03000000"
                + "0800 0200 c0000207 0800 0100 c0000207"),
        Arguments.of(
            "ip route replace default via 192.0.2.1 dev wan0 proto 16 metric 102 src 192.0.2.7",
            route(Ipv4Prefix.DEFAULT, "192.0.2.1").add(INDEX),
            // nlmsghdr, then rtmsg: AF_INET, /0, -, tos, main table, DHCP, universe, unicast, flags
            "3c000000 1800 0505 989c016b 00000000 02 00 00 00 fe 10 00 01 00000000"
                + "0800 0500 c0000201 0800 0600 66000000 0800 0700 c0000207 0800 0400 03000000"),
        Arguments.of(
            "ip route replace 198.51.100.0/25 dev wan0 proto 16 metric 102 src … scope link",
            route(new Ipv4Prefix(ip("198.51.100.0"), 25), "0.0.0.0").add(INDEX),
            "3c000000 1800 0505 989c016b 00000000 02 19 00 00 fe 10 fd 01 00000000"
                + "0800 0100 c6336400 0800 0600 66000000 0800 0700 c0000207 0800 0400 03000000"),
        Arguments.of(
            "removal of a route names all of it",
            route(new Ipv4Prefix(ip("198.51.100.0"), 25), "192.0.2.1").remove(INDEX),
            "44000000 1900 0500 989c016b 00000000 02 19 00 00 fe 10 00 01 00000000"
                + "0800 0100 c6336400 0800 0500 c0000201"
                + "0800 0600 66000000 0800 0700 c0000207 0800 0400 03000000"),
        Arguments.of(
            "ip link set wan0 mtu 1400",
            MtuSetting.request(INDEX, 1400),
            "28000000 1000 0500 989c016b 00000000 00000000 03000000 00000000 00000000"
                + "0800 0400 78050000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void request_hasTheseBytes(String command, NetlinkRequest request, String expected) {
    String actual = HexFormat.of().formatHex(request.toBytes(SEQUENCE));
    assertEquals(expected.replace(" ", ""), actual, command);
  }

  private static RouteSpec route(Ipv4Prefix destination, String gateway) {
    return new RouteSpec(destination, ip(gateway), ip("192.0.2.7"), 102);
  }

  private static Ipv4Address ip(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }
}
