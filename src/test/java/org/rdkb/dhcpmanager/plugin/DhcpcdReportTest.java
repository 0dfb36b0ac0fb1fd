package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/** The environments are those of dhcpcd 9.4.1 against dnsmasq and Kea. */
class DhcpcdReportTest {
  private static final String NA =
      "00000001000000080000000e0005001820010db8000100000000000000000100000000140000001e";
  private static final String PD =
      "00000001000000080000000e001a0019000000140000001e3820010db8800000000000000000000000";

  private static Map<String, String> bound(String reason) {
    Map<String, String> all = new HashMap<>();
    all.put("interface", "wan0");
    all.put("protocol", "dhcp");
    all.put("reason", reason);
    all.put("ifcarrier", "up");
    all.put("new_ip_address", "198.51.100.198");
    all.put("new_subnet_cidr", "24");
    all.put("new_dhcp_lease_time", "120");
    all.put("new_dhcp_renewal_time", "60");
    all.put("new_dhcp_rebinding_time", "105");
    all.put("new_dhcp_server_identifier", "198.51.100.1");
    all.put("new_opt1", "ffffff00");
    all.put("new_opt3", "c6336401");
    all.put("new_opt6", "c6336401cb007135");
    all.put("new_opt15", "6973702e6578616d706c65");
    all.put("new_opt26", "0578");
    all.put("new_opt28", "c63364ff");
    all.put("new_opt42", "c6336401");
    all.put("new_opt121", "18cb0071c633640100c6336401");
    all.put("new_opt125", "00000de90401020304");
    all.put("old_opt15", "ff");
    return all;
  }

  private static Map<String, String> bound6(String reason) {
    Map<String, String> all = new HashMap<>();
    all.put("interface", "wan0");
    all.put("protocol", "dhcp6");
    all.put("reason", reason);
    all.put("ifcarrier", "up");
    all.put("new_dhcp6_opt1", "000300015294d59db2aa");
    all.put("new_dhcp6_opt2", "000200007ed90a0b0c0d");
    all.put("new_dhcp6_opt3", NA);
    all.put("new_dhcp6_opt25", PD);
    all.put("new_dhcp6_opt23", "20010db8000100000000000000000053");
    all.put("new_dhcp6_opt24", "076578616d706c65036f726700");
    all.put("new_dhcp6_opt95", "0059000d01");
    return all;
  }

  private static ClientReport read(Family family, Map<String, String> environment) {
    return assertInstanceOf(
            ClientReport.Outcome.Read.class, DhcpcdReport.of(family, environment, "wan0"))
        .report();
  }

  private static Lease4 lease(ClientReport report) {
    return assertInstanceOf(
        Lease4.class, assertInstanceOf(LeaseReport.Granted.class, report.report()).grant());
  }

  private static Reply6 reply(ClientReport report) {
    return assertInstanceOf(
        Reply6.class, assertInstanceOf(LeaseReport.Granted.class, report.report()).grant());
  }

  @ParameterizedTest
  @CsvSource({"BOUND", "RENEW", "REBIND", "REBOOT"})
  void v4_everyField(String reason) {
    ClientReport report = read(Family.V4, bound(reason));
    Lease4 lease = lease(report);
    assertEquals(List.of(), report.notes());
    assertEquals("198.51.100.198", lease.address().toString());
    assertEquals(24, lease.prefixLength());
    assertEquals("Optional[198.51.100.255]", lease.broadcast().toString());
    assertEquals("Optional[198.51.100.1]", lease.serverIdentifier().toString());
    assertEquals(new Lifetime(120), lease.times().leaseTime());
    assertEquals(new Lifetime(60), lease.times().t1());
    assertEquals(new Lifetime(105), lease.times().t2());
    assertEquals("[198.51.100.1]", lease.network().routers().toString());
    assertEquals("[198.51.100.1, 203.0.113.53]", lease.network().dnsServers().toString());
    assertEquals("[198.51.100.1]", lease.network().ntpServers().toString());
    assertEquals(1400, lease.network().mtu().orElseThrow());
    assertEquals(2, lease.network().classlessRoutes().size());
    assertEquals("isp.example", lease.provisioning().domainName());
    assertEquals("00000de90401020304", String.valueOf(lease.options().get(125)));
  }

  /** Whoever asks for nothing but information gets neither address nor prefix. */
  @Test
  void v6_inform_isAnAnswerWithoutBindings() {
    Map<String, String> environment = bound6("INFORM6");
    environment.remove("new_dhcp6_opt3");
    environment.remove("new_dhcp6_opt25");
    environment.put("new_dhcp6_opt32", "000004b0");
    ClientReport report = read(Family.V6, environment);
    Information6 information =
        assertInstanceOf(
            Information6.class,
            assertInstanceOf(LeaseReport.Granted.class, report.report()).grant());
    assertEquals(List.of(), report.notes());
    assertEquals("000200007ed90a0b0c0d", information.answer().server().toString());
    assertEquals("[2001:db8:1::53]", information.answer().network().dnsServers().toString());
    assertEquals(new Lifetime(1200), information.answer().refreshTime().orElseThrow());
  }

  /** What goes wrong is named by the field of the one reader of IPv4 leases. */
  @ParameterizedTest
  @CsvSource({
    "new_opt3, c63364, router",
    "new_opt6, zz, dns",
    "new_opt26, 05, mtu",
    "new_opt26, 0001, mtu",
    "new_opt15, 2d2428696429, domain",
    "new_opt12, 610a62, hostname",
    "new_opt121, 21c6336401, staticroutes",
    "new_opt28, 01, broadcast",
    "new_dhcp_renewal_time, x, renewaltime",
    "new_opt43, 0g, opt43"
  })
  void v4_badField_spoilsOnlyItself(String name, String value, String field) {
    Map<String, String> environment = bound("BOUND");
    environment.put(name, value);
    ClientReport report = read(Family.V4, environment);
    assertEquals("198.51.100.198", lease(report).address().toString());
    assertTrue(
        report.notes().stream().anyMatch(note -> note.startsWith(field + ":")),
        report.notes().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "new_ip_address, 224.0.0.1",
    "new_ip_address, ''",
    "new_subnet_cidr, 0",
    "new_subnet_cidr, 33",
    "new_dhcp_lease_time, 0",
    "new_dhcp_lease_time, -1"
  })
  void v4_badAddressMaskOrTime_refusesTheLease(String name, String value) {
    Map<String, String> environment = bound("RENEW");
    environment.put(name, value);
    assertInstanceOf(LeaseReport.Refused.class, read(Family.V4, environment).report());
  }

  @Test
  void v4_withoutLeaseTime_isEndless_asTheClientTakesIt() {
    Map<String, String> environment = bound("BOUND");
    environment.keySet().removeIf(name -> name.endsWith("_time"));
    assertTrue(lease(read(Family.V4, environment)).times().leaseTime().isInfinite());
  }

  @ParameterizedTest
  @CsvSource({"BOUND6", "RENEW6", "REBIND6", "REBOOT6"})
  void v6_addressPrefixTimesAndOptions(String reason) {
    ClientReport report = read(Family.V6, bound6(reason));
    Reply6 reply = reply(report);
    assertEquals(List.of(), report.notes());
    IaAddress address = reply.addresses().get(0);
    assertEquals("2001:db8:1::100", address.address().toString());
    assertEquals(new Lifetime(20), address.lifetimes().preferred());
    assertEquals(new Lifetime(30), address.lifetimes().valid());
    IaPrefix prefix = reply.prefixes().get(0);
    assertEquals("2001:db8:8000::/56", prefix.prefix().toString());
    assertEquals(Optional.of(new Lifetime(8)), reply.t1());
    assertEquals(Optional.of(new Lifetime(14)), reply.t2());
    assertEquals("000200007ed90a0b0c0d", reply.answer().server().toHex());
    assertEquals("[2001:db8:1::53]", reply.answer().network().dnsServers().toString());
    assertEquals(List.of("example.org"), reply.answer().network().domains());
    assertEquals("0059000d01", String.valueOf(reply.answer().options().get(95)));
    assertTrue(!reply.answer().options().containsKey(1), "the client's own DUID is no answer");
  }

  @Test
  void v6_zeroLifetime_isHandedOn_forItRemoves() {
    Map<String, String> environment = bound6("RENEW6");
    environment.put("new_dhcp6_opt25", PD.replace("000000140000001e", "0000000000000000"));
    Reply6 reply = reply(read(Family.V6, environment));
    assertTrue(reply.prefixes().get(0).lifetimes().isOver());
  }

  @ParameterizedTest
  @CsvSource({
    "new_dhcp6_opt3, 0000000100000008, new_dhcp6_opt3",
    "new_dhcp6_opt3, xyz, new_dhcp6_opt3",
    "new_dhcp6_opt23, 20010db8, new_dhcp6_opt23",
    "new_dhcp6_opt23, ff020000000000000000000000000001, new_dhcp6_opt23",
    "new_dhcp6_opt24, 07657861, new_dhcp6_opt24",
    "new_dhcp6_opt17, 00, new_dhcp6_opt17"
  })
  void v6_badOption_spoilsOnlyItself(String name, String value, String field) {
    Map<String, String> environment = bound6("BOUND6");
    environment.put(name, value);
    ClientReport report = read(Family.V6, environment);
    assertEquals(1, reply(report).prefixes().size());
    assertTrue(
        report.notes().stream().anyMatch(note -> note.startsWith(field + ":")),
        report.notes().toString());
  }

  @Test
  void v6_preferredAboveValid_linkLocalAddress_andNothingLeft_refused() {
    Map<String, String> environment = bound6("BOUND6");
    environment.put("new_dhcp6_opt25", PD.replace("000000140000001e", "0000001f0000001e"));
    environment.put("new_dhcp6_opt3", NA.replace("20010db80001", "fe8000000000"));
    ClientReport report = read(Family.V6, environment);
    assertInstanceOf(LeaseReport.Refused.class, report.report());
    assertEquals(2, report.notes().size());
  }

  @Test
  void v6_expired_isWhatItHad_unlessTheCableIsOut() {
    Map<String, String> environment = new HashMap<>();
    bound6("EXPIRE6")
        .forEach((name, value) -> environment.put(name.replace("new_", "old_"), value));
    LeaseReport.Withdrawn gone =
        assertInstanceOf(LeaseReport.Withdrawn.class, read(Family.V6, environment).report());
    assertEquals(
        List.of(Ipv6Address.parse("2001:db8:1::100").orElseThrow()), gone.what().addresses());
    assertEquals(1, gone.what().prefixes().size());
    environment.put("ifcarrier", "down");
    assertEquals(
        new LeaseReport.Withdrawn(new Withdrawal(List.of(), List.of())),
        read(Family.V6, environment).report());
  }

  @ParameterizedTest
  @CsvSource({
    "V4, NAK, Nak",
    "V4, FAIL, NoServer",
    "V4, TIMEOUT, NoServer",
    "V4, EXPIRE, Deconfigured",
    "V4, RELEASE, Withdrawn",
    "V4, STOP, Withdrawn",
    "V6, RELEASE6, Withdrawn",
    "V6, STOP6, Withdrawn"
  })
  void otherReasons(Family family, String reason, String kind) {
    LeaseReport report =
        read(family, Map.of("interface", "wan0", "ifcarrier", "up", "reason", reason)).report();
    assertEquals(kind, report.getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource({
    "V4, BOUND6, EVENT",
    "V6, BOUND, EVENT",
    "V6, NAK6, EVENT",
    "V4, '', EVENT",
    "V4, IPV4LL, EVENT",
    "V4, $(id), EVENT",
    "V4, INFORM, EVENT"
  })
  void reasonsOfTheOtherFamily_orOfNone_areRefused(Family family, String reason, Refusal refusal) {
    assertEquals(
        new ClientReport.Outcome.Refused(refusal),
        DhcpcdReport.of(family, Map.of("interface", "wan0", "reason", reason), "wan0"));
  }

  @Test
  void otherInterface_isRefused() {
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.INTERFACE),
        DhcpcdReport.of(Family.V4, bound("BOUND"), "wan1"));
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.INTERFACE),
        DhcpcdReport.of(Family.V4, Map.of("reason", "BOUND"), "wan0"));
  }
}
