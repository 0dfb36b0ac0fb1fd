package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v4.LeasedOptions4;
import org.rdkb.dhcpmanager.core.option.v4.SipServers;

/** T24 and T25 of the test matrix: hostile options and insane values, a rule per case. */
class UdhcpcReportTest {
  private static final Map<String, String> PLAIN =
      Map.of(
          "interface", "eth0",
          "ip", "192.0.2.10",
          "subnet", "255.255.255.0",
          "mask", "24",
          "router", "192.0.2.1",
          "lease", "3600");

  private static ClientReport read(Map<String, String> environment) {
    return assertInstanceOf(
            ClientReport.Outcome.Read.class, UdhcpcReport.of("bound", environment, "eth0"))
        .report();
  }

  private static ClientReport with(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>(PLAIN);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return read(environment);
  }

  private static ClientReport without(String name) {
    Map<String, String> environment = new HashMap<>(PLAIN);
    environment.remove(name);
    return read(environment);
  }

  private static Lease4 lease(ClientReport report) {
    return assertInstanceOf(
        Lease4.class, assertInstanceOf(LeaseReport.Granted.class, report.report()).grant());
  }

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  private static Octets hex(String digits) {
    return Octets.parseHex(digits).orElseThrow();
  }

  @Test
  void everything_isReadFieldByField() {
    ClientReport report =
        with(
            "serverid", "192.0.2.2",
            "opt58", "00000384",
            "opt59", "00000708",
            "broadcast", "192.0.2.255",
            "dns", "192.0.2.3 192.0.2.4",
            "ntpsrv", "192.0.2.5",
            "mtu", "1400",
            "staticroutes", "198.51.100.0/24 192.0.2.9 0.0.0.0/0 192.0.2.1",
            "domain", "example.org",
            "hostname", "box",
            "bootfile", "a file",
            "tftp", "boot.example.org",
            "tzstr", "EST5EDT",
            "timezone", "-18000",
            "opt43", "01020304",
            "opt125", "00000de9");
    TreeMap<Integer, Octets> options = new TreeMap<>();
    options.put(1, hex("ffffff00"));
    options.put(2, hex("ffffb9b0"));
    options.put(3, hex("c0000201"));
    options.put(6, hex("c0000203c0000204"));
    options.put(12, Octets.utf8("box"));
    options.put(15, Octets.utf8("example.org"));
    options.put(26, hex("0578"));
    options.put(28, hex("c00002ff"));
    options.put(42, hex("c0000205"));
    options.put(43, hex("01020304"));
    options.put(66, Octets.utf8("boot.example.org"));
    options.put(67, Octets.utf8("a file"));
    options.put(100, Octets.utf8("EST5EDT"));
    options.put(121, hex("18c63364c000020900c0000201"));
    options.put(125, hex("00000de9"));
    assertEquals(
        new Lease4(
            address("192.0.2.10"),
            24,
            Optional.of(address("192.0.2.255")),
            Optional.of(address("192.0.2.2")),
            new LeaseTimes(new Lifetime(3600), new Lifetime(900), new Lifetime(1800)),
            new Network4(
                List.of(address("192.0.2.1")),
                List.of(
                    new Route4(new Ipv4Prefix(address("198.51.100.0"), 24), address("192.0.2.9")),
                    new Route4(Ipv4Prefix.DEFAULT, address("192.0.2.1"))),
                List.of(address("192.0.2.3"), address("192.0.2.4")),
                List.of(address("192.0.2.5")),
                OptionalInt.of(1400)),
            new Provisioning4(
                "box",
                "example.org",
                "a file",
                "boot.example.org",
                "EST5EDT",
                OptionalInt.of(-18000)),
            options),
        lease(report));
    assertEquals(List.of(), report.notes());
  }

  @Test
  void namesServersAndZones_becomeTheOptionsThatTheyWere() {
    Lease4 lease =
        lease(
            with(
                "search", "a.example b.example. a.example",
                "sipsrv", "192.0.2.6 192.0.2.7",
                "tzdbstr", "Europe/Zurich"));
    assertEquals(List.of("a.example", "b.example"), LeasedOptions4.searchDomains(lease));
    assertEquals(
        Optional.of(new SipServers(List.of(), List.of(address("192.0.2.6"), address("192.0.2.7")))),
        LeasedOptions4.option(lease, 120));
    assertEquals(Octets.utf8("Europe/Zurich"), lease.options().get(101));
    assertEquals(
        Optional.of(new SipServers(List.of("sip.example"), List.of())),
        LeasedOptions4.option(lease(with("sipsrv", "sip.example")), 120));
  }

  @Test
  void hostileSearchNames_areLeftOut_theOthersStay() {
    ClientReport report = with("search", "a\nb $(id) ok.example ../x", "domain", "plain.example");
    assertEquals(List.of("ok.example"), LeasedOptions4.searchDomains(lease(report)));
    assertEquals(3, report.notes().size(), report.notes().toString());
    // Nothing left of option 119: option 15 is what there is.
    assertEquals(
        List.of("plain.example"),
        LeasedOptions4.searchDomains(lease(with("search", "..", "domain", "plain.example"))));
  }

  @Test
  void classfulRoutes_areTakenBesideTheRouter_andIgnoredBesideOption121() {
    Lease4 lease = lease(with("routes", "10.0.0.0/192.0.2.9 10.1.2.3/192.0.2.9 0.0.0.0/192.0.2.9"));
    assertEquals(
        List.of("10.0.0.0/8 via 192.0.2.9", "10.1.2.3/32 via 192.0.2.9", "0.0.0.0/0 via 192.0.2.1"),
        lease.network().routes().stream().map(Object::toString).toList());
    assertEquals(1, lease.network().routesLeftOut()); // RFC 2132: no default route in option 33
    assertEquals(hex("0a000000c00002090a010203c0000209"), lease.options().get(33));
    Lease4 both =
        lease(with("routes", "10.0.0.0/192.0.2.9", "msstaticroutes", "203.0.113.0/24 192.0.2.9"));
    assertEquals(
        List.of("203.0.113.0/24 via 192.0.2.9"),
        both.network().routes().stream().map(Object::toString).toList());
    assertEquals(hex("18cb0071c0000209"), both.options().get(249));
  }

  @Test
  void routesBeyondTheCap_areCounted() {
    StringBuilder routes = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      routes.append("10.").append(i).append(".0.0/16 192.0.2.9 ");
    }
    Lease4 lease = lease(with("staticroutes", routes + "10.0.0.0/16 192.0.2.9 x/y 192.0.2.9"));
    assertEquals(64, lease.network().routes().size());
    assertEquals(7, lease.network().routesLeftOut()); // six too many and one that is none
  }

  @Test
  void otherEvents_haveReportsOfTheirOwn() {
    assertEquals(new LeaseReport.Deconfigured(), other("deconfig", Map.of("interface", "eth0")));
    assertEquals(new LeaseReport.NoServer(), other("leasefail", Map.of("interface", "eth0")));
    assertEquals(
        new LeaseReport.Nak("go. away"),
        other("nak", Map.of("interface", "eth0", "message", "go\n away")));
    assertEquals(new LeaseReport.Nak(""), other("nak", Map.of("interface", "eth0")));
  }

  private static LeaseReport other(String event, Map<String, String> environment) {
    return assertInstanceOf(
            ClientReport.Outcome.Read.class, UdhcpcReport.of(event, environment, "eth0"))
        .report()
        .report();
  }

  @Test
  void unknownEvent_foreignOrMissingInterface_areRefusedWhole() {
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.EVENT), UdhcpcReport.of("reboot", PLAIN, "eth0"));
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.INTERFACE),
        UdhcpcReport.of("bound", PLAIN, "eth1"));
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.INTERFACE),
        UdhcpcReport.of("bound", Map.of("ip", "192.0.2.10"), "eth0"));
  }

  @ParameterizedTest(name = "{0}={1} → {2}")
  @CsvSource({
    "ip,'',address not sent",
    "ip,bad,address is not",
    "ip,192.0.2,address is not",
    "ip,192.0.2.010,address is not",
    "ip,0.0.0.0,not unicast",
    "ip,127.0.0.1,not unicast",
    "ip,224.0.0.1,not unicast",
    "ip,255.255.255.255,not unicast",
    "ip,192.0.2.0,network or broadcast",
    "ip,192.0.2.255,network or broadcast",
    "subnet,0.0.0.0,mask 0.0.0.0",
    "subnet,255.0.255.0,mask is not contiguous",
    "subnet,24,mask is not contiguous",
    "subnet,bad,mask is not contiguous",
    "lease,0,lease time 0",
    "lease,-1,lease time is no",
    "lease,4294967296,lease time is no",
    "lease,1h,lease time is no",
    "lease,'3600 ',lease time is no",
    "lease,99999999999999999999,lease time is no",
  })
  void badAddressMaskOrLeaseTime_refusesTheLease(String name, String value, String reason) {
    LeaseReport.Refused refused =
        assertInstanceOf(LeaseReport.Refused.class, with(name, value).report());
    assertTrue(refused.reason().contains(reason), refused.reason());
  }

  @ParameterizedTest(name = "lease {0}, T1 {1}, T2 {2} → {3}, {4}, {5}")
  @CsvSource({
    "1,,,1,1,1",
    "3600,,,3600,1800,3150",
    "3600,00000000,00000000,3600,1800,3150",
    "3600,00000bb8,000003e8,3600,1000,1000", // T1 > T2
    "3600,00001000,00002000,3600,1800,3150", // beyond the lease
    "4294967295,,,4294967295,4294967295,4294967295",
    "4294967295,00000384,ffffffff,4294967295,900,4294967295",
    "3600,xyz,123,3600,1800,3150",
  })
  void times_areNormalised(long lease, String t1, String t2, long l, long n, long r) {
    Map<String, String> environment = new HashMap<>(PLAIN);
    environment.put("lease", Long.toString(lease));
    environment.put("opt58", t1 == null ? "" : t1);
    environment.put("opt59", t2 == null ? "" : t2);
    assertEquals(
        new LeaseTimes(new Lifetime(l), new Lifetime(n), new Lifetime(r)),
        lease(read(environment)).times());
  }

  @Test
  void leaseTimeNotSent_isWhatTheClientCountsWith() {
    ClientReport report = without("lease");
    assertEquals(3600, lease(report).times().leaseTime().seconds());
    assertEquals(1, report.notes().size());
  }

  @Test
  void maskNotSent_comesFromLengthElseFromTheClass() {
    assertEquals(24, lease(without("subnet")).prefixLength());
    assertEquals(
        8, lease(read(Map.of("interface", "eth0", "ip", "10.1.2.3", "lease", "9"))).prefixLength());
    assertEquals(32, lease(with("subnet", "255.255.255.255")).prefixLength());
    assertEquals(31, lease(with("subnet", "255.255.255.254")).prefixLength());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "router,192.0.2.10", // the address itself
    "router,0.0.0.0",
    "router,nonsense",
    "dns,0.0.0.0",
    "dns,127.0.0.1",
    "ntpsrv,224.0.1.1",
    "serverid,0.0.0.0",
    "broadcast,198.51.100.255",
    "mtu,0",
    "mtu,67",
    "mtu,65536",
    "mtu,-1",
    "staticroutes,198.51.100.0/33 192.0.2.1",
    "staticroutes,198.51.100.0/24",
    "staticroutes,127.0.0.0/8 192.0.2.1",
    "staticroutes,224.0.0.0/4 192.0.2.1",
    "staticroutes,198.51.100.0/24 192.0.2.10",
    "staticroutes,198.51.100.0/24 224.0.0.1",
    "hostname,bad",
    "domain,bad",
    "domain,'a b'",
    "domain,'$(id)'",
    "domain,'<script>'",
    "hostname,-n",
    "tftp,bad",
    "sname,%n%n",
    "bootfile,bad",
    "timeoffset,86401",
    "opt43,zz",
    "opt43,0x00",
  })
  void badField_isDroppedAndNotedWithoutItsContents(String name, String value) {
    Map<String, String> environment = new HashMap<>(PLAIN);
    environment.remove("router");
    ClientReport clean = read(environment);
    environment.put(name, value);
    ClientReport report = read(environment);
    Lease4 without = lease(clean);
    Lease4 lease = lease(report);
    assertEquals(without.network().routes(), lease.network().routes());
    assertEquals(without.network().dnsServers(), lease.network().dnsServers());
    assertEquals(without.network().mtu(), lease.network().mtu());
    assertEquals(without.broadcast(), lease.broadcast());
    assertEquals(without.serverIdentifier(), lease.serverIdentifier());
    assertEquals(without.times(), lease.times());
    assertEquals(without.provisioning(), lease.provisioning());
    assertEquals(without.options(), lease.options());
    assertEquals(1, report.notes().size(), report.notes().toString());
    assertTrue(report.notes().get(0).startsWith(name + ": "), report.notes().toString());
    assertTrue(!report.notes().get(0).contains(value), report.notes().toString());
  }

  @ParameterizedTest
  @CsvSource({"mtu,68", "mtu,65535"})
  void mtuAtTheBounds_isKept(String name, int value) {
    ClientReport report = with(name, Integer.toString(value));
    assertEquals(OptionalInt.of(value), lease(report).network().mtu());
  }

  @Test
  void hostileTexts_areDataOrDropped() {
    for (String hostile : List.of("a\nb", "\u0000", "\u001b[31m", "é", "x".repeat(65_536), "\t")) {
      for (String name : List.of("hostname", "domain", "bootfile", "boot_file", "tftp", "tzstr")) {
        ClientReport report = with(name, hostile);
        assertEquals(lease(with()), lease(report), name);
        assertEquals(1, report.notes().size(), name);
      }
    }
    String quoted = "\"'`id`$(id) <b> %n \\";
    assertEquals(quoted, lease(with("bootfile", quoted)).provisioning().bootFile());
  }

  @Test
  void lists_areBounded() {
    String servers =
        IntStream.range(1, 51).mapToObj(i -> "192.0.2." + i).collect(Collectors.joining(" "));
    String routes =
        IntStream.range(0, 1000)
            .mapToObj(i -> "10." + i / 250 + "." + i % 250 + ".0/24 192.0.2.1")
            .collect(Collectors.joining(" "));
    ClientReport report = with("dns", servers, "staticroutes", routes);
    assertEquals(16, lease(report).network().dnsServers().size());
    assertEquals(64, lease(report).network().classlessRoutes().size());
    assertEquals(
        List.of("dns: more than 16 addresses", "staticroutes: more than 64 routes"),
        report.notes().stream().sorted().toList());
    assertTrue(with("dns", "x ".repeat(30_000)).notes().size() <= 64);
  }

  @Test
  void gatewayOutsideTheSubnet_isKept() {
    assertEquals(
        List.of(address("198.51.100.1")),
        lease(with("router", "198.51.100.1")).network().routers());
  }

  @Test
  void oneBadEntryOfAList_spoilsOnlyItself() {
    ClientReport report = with("dns", "192.0.2.3 0.0.0.0 192.0.2.3 192.0.2.4");
    assertEquals(
        List.of(address("192.0.2.3"), address("192.0.2.4")), lease(report).network().dnsServers());
    assertEquals(1, report.notes().size());
  }

  @Test
  void renewalWithOtherTimes_leavesOptionsAlone() {
    assertEquals(
        lease(with("opt58", "00000384")).options(),
        lease(with("lease", "100", "opt58", "00000010", "opt54", "c0000202", "opt53", "05"))
            .options());
  }

  @Test
  void timeZone_isTextFromRdkAndANumberFromStock() {
    assertEquals("CET-1CEST", lease(with("timezone", "CET-1CEST")).provisioning().timeZone());
    assertEquals(OptionalInt.of(3600), lease(with("timezone", "3600")).provisioning().timeOffset());
    // As BusyBox 1.35 prints it on 64 bit.
    assertEquals(
        OptionalInt.of(-18000), lease(with("timezone", "4294949296")).provisioning().timeOffset());
    assertEquals(
        OptionalInt.of(-3600), lease(with("timeoffset", "-3600")).provisioning().timeOffset());
  }
}
