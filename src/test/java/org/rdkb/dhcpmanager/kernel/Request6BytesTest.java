package org.rdkb.dhcpmanager.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;

/** What goes to the kernel for an IPv6 lease, byte by byte, on a little-endian machine. */
class Request6BytesTest {
  private static final int INDEX = 3;
  private static final int SEQUENCE = 0x6b019c98;
  private static final String ADDRESS = "20010db8 00010000 00000000 00000007 ";
  private static final String TAIL = "989c016b 00000000 ";

  private static Address6Spec address(Lifetime preferred, Lifetime valid) {
    return new Address6Spec(
        Ipv6Address.parse("2001:db8:1::7").orElseThrow(), new Lifetimes6(preferred, valid));
  }

  private static PrefixSpec prefix() {
    return new PrefixSpec(Ipv6Prefix.parse("2001:db8:8000::/56").orElseThrow());
  }

  static Stream<Arguments> requests() {
    Address6Spec twenty = address(new Lifetime(20), new Lifetime(30));
    String both = "1400 0200 " + ADDRESS + "1400 0100 " + ADDRESS;
    return Stream.of(
        Arguments.of(
            "ip -6 addr replace 2001:db8:1::7/128 dev wan0 preferred_lft 20 valid_lft 30 proto 16",
            twenty.add(INDEX),
            // nlmsghdr: length 92, RTM_NEWADDR, REQUEST|ACK|REPLACE|CREATE, sequence, port
            "5c000000 1400 0505 "
                + TAIL
                // ifaddrmsg: AF_INET6, /128, flags, universe, index
                + "0a 80 00 00 03000000"
                + both
                // IFA_CACHEINFO: preferred, valid, and two stamps; IFA_PROTO
                + "1400 0600 14000000 1e000000 00000000 00000000 0500 0b00 10 000000"),
        Arguments.of(
            "deprecated, for ever",
            address(new Lifetime(0), Lifetime.INFINITE).add(INDEX),
            "5c000000 1400 0505 "
                + TAIL
                + "0a 80 00 00 03000000"
                + both
                + "1400 0600 00000000 ffffffff 00000000 00000000 0500 0b00 10 000000"),
        Arguments.of(
            "ip -6 addr del 2001:db8:1::7/128 dev wan0",
            twenty.remove(INDEX),
            "40000000 1500 0500 " + TAIL + "0a 80 00 00 03000000" + both),
        Arguments.of(
            "ip -6 route del 2001:db8:1::7/128 dev wan0 proto kernel",
            twenty.removeRoute(INDEX),
            // rtmsg: AF_INET6, /128, -, tos, main table, kernel, universe, unicast, flags
            "38000000 1900 0500 "
                + TAIL
                + "0a 80 00 00 fe 02 00 01 00000000 1400 0100 "
                + ADDRESS
                + "0800 0400 03000000"),
        Arguments.of(
            "ip -6 route replace unreachable 2001:db8:8000::/56 proto 16 metric 100000",
            prefix().add(),
            "38000000 1800 0505 "
                + TAIL
                + "0a 38 00 00 fe 10 00 07 00000000"
                + "1400 0100 20010db8 80000000 00000000 00000000 0800 0600 a0860100"),
        Arguments.of(
            "ip -6 route del unreachable 2001:db8:8000::/56 proto 16 metric 100000",
            prefix().remove(),
            "38000000 1900 0500 "
                + TAIL
                + "0a 38 00 00 fe 10 00 07 00000000"
                + "1400 0100 20010db8 80000000 00000000 00000000 0800 0600 a0860100"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void request_hasTheseBytes(String command, NetlinkRequest request, String expected) {
    String actual = HexFormat.of().formatHex(request.toBytes(SEQUENCE));
    assertEquals(expected.replace(" ", ""), actual, command);
  }
}
