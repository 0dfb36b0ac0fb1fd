package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.MtaOptions;

/** The environment is that of dibbler-client 1.0.1 at a RENEW, its own echoes included. */
class DibblerReportTest {

  private static Map<String, String> renew() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("IFACE", "wan0");
    all.put("CLNT_MESSAGE", "RENEW");
    all.put("SRV_MESSAGE", "REPLY");
    all.put("SRV_OPTION1", "00:03:00:01:b2:72:2b:84:0a:c4");
    all.put("SRV_OPTION2", "00:02:00:00:7e:d9:0a:0b:0c:0d");
    all.put("ADDR1", "2001:db8:1::100");
    all.put("ADDR1PREF", "20");
    all.put("ADDR1VALID", "30");
    all.put("SRV_OPTION23", "2001:db8:1::53 2001:db8:1::54 ");
    all.put("SRV_OPTION24", "example.org example.net ");
    all.put("PREFIX1", "2001:db8:8000::");
    all.put("PREFIX1LEN", "56");
    all.put("PREFIX1PREF", "20");
    all.put("PREFIX1VALID", "30");
    all.put("SRV_OPTION95", "00:59:00:0d:01");
    all.put("CLNT_OPTION1", "00:03:00:01:b2:72:2b:84:0a:c4");
    all.put("ADDR2", "2001:db8:1::dead");
    all.put("ADDR2PREF", "20");
    all.put("ADDR2VALID", "30");
    all.put("PREFIX2", "2001:db8:dead::");
    all.put("PREFIX2LEN", "56");
    all.put("PREFIX2PREF", "20");
    all.put("PREFIX2VALID", "20");
    all.put("CLNT_OPTION6", "[generic]");
    return all;
  }

  private static ClientReport read(String event, Map<String, String> environment) {
    return assertInstanceOf(
            ClientReport.Outcome.Read.class, DibblerReport.of(event, environment, "wan0"))
        .report();
  }

  private static Reply6 reply(ClientReport report) {
    return assertInstanceOf(
        Reply6.class, assertInstanceOf(LeaseReport.Granted.class, report.report()).grant());
  }

  private static Octets option(Reply6 reply, int code) {
    return Objects.requireNonNull(reply.answer().options().get(code));
  }

  private static ClientReport with(String name, String value) {
    Map<String, String> environment = renew();
    environment.put(name, value);
    return read("update", environment);
  }

  @Test
  void reply_isWhatTheServerSaid_notWhatTheClientHadSent() {
    ClientReport report = read("update", renew());
    Reply6 reply = reply(report);
    assertEquals(List.of(), report.notes());
    assertEquals(1, reply.addresses().size());
    assertEquals("2001:db8:1::100", reply.addresses().get(0).address().toString());
    assertEquals(20, reply.addresses().get(0).lifetimes().preferred().seconds());
    assertEquals(1, reply.prefixes().size());
    assertEquals("2001:db8:8000::/56", reply.prefixes().get(0).prefix().toString());
    assertEquals(List.of("example.org", "example.net"), reply.answer().network().domains());
    assertEquals(2, reply.answer().network().dnsServers().size());
    assertEquals("0059000d01", option(reply, 95).toHex());
    assertEquals("076578616d706c65036f726700076578616d706c65036e657400", option(reply, 24).toHex());
    assertEquals("000200007ed90a0b0c0d", reply.answer().server().toHex());
  }

  @Test
  void severalAddressesAndPrefixes_areAllTaken() {
    Map<String, String> environment = new LinkedHashMap<>(Map.of("IFACE", "wan0"));
    for (int i = 1; i <= 3; i++) {
      environment.put("PREFIX" + i, "2001:db8:" + i + "::");
      environment.put("PREFIX" + i + "LEN", "48");
      environment.put("PREFIX" + i + "PREF", "10");
      environment.put("PREFIX" + i + "VALID", "4294967295");
    }
    assertEquals(
        "2001:db8:1::/48 2001:db8:2::/48 2001:db8:3::/48",
        reply(read("add", environment)).prefixes().stream()
            .map(p -> p.prefix().toString())
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "ADDR1, fe80::1",
    "ADDR1, ff02::1",
    "ADDR1, 192.0.2.1",
    "ADDR1, 2001:db8::1/64",
    "ADDR1, $(reboot)",
    "ADDR1PREF, 31",
    "ADDR1PREF, -1",
    "ADDR1VALID, 4294967296",
    "ADDR1VALID, soon",
    "ADDR1VALID, ''",
  })
  void badAddress_spoilsOnlyItself(String name, String value) {
    ClientReport report = with(name, value);
    assertEquals(List.of(), reply(report).addresses());
    assertEquals(1, reply(report).prefixes().size());
    assertFalse(report.notes().isEmpty());
    assertTrue(report.notes().stream().noneMatch(note -> note.contains("reboot")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "129", "-1", "56 ", "x", ""})
  void badPrefixLength_spoilsOnlyThePrefix(String length) {
    assertEquals(List.of(), reply(with("PREFIX1LEN", length)).prefixes());
    assertEquals(1, reply(with("PREFIX1LEN", length)).addresses().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz", "0", "00:1", "00:11:2", "0x0g", "'00", "00\n11"})
  void badOctets_spoilOnlyTheOption(String value) {
    assertFalse(reply(with("SRV_OPTION99", value)).answer().options().containsKey(99));
    // A softwire stays visible, as one that says nothing.
    assertEquals("", option(reply(with("SRV_OPTION95", value)), 95).toHex());
    assertTrue(with("SRV_OPTION95", value).notes().contains("SRV_OPTION95: no octets"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0059000d01", "00:59:00:0d:01", "'00:59:00:0d:01'", "0x0059000d01"})
  void octets_inAnyForm(String value) {
    assertEquals("0059000d01", option(reply(with("SRV_OPTION95", value)), 95).toHex());
  }

  /** RDK's client writes option 17 as words; octets begin with those of an enterprise number. */
  @Test
  void vendorOptions_asTextOrOctets() {
    Octets text = option(reply(with("SRV_OPTION17", "vendor=4491 38=-3600")), 17);
    assertEquals(Optional.of(-3600), MtaOptions.of(text).timeOffset());
    Octets octets = option(reply(with("SRV_OPTION17", "00:00:11:8b:00:26:00:04:ff:ff:f1:f0")), 17);
    assertEquals(Optional.of(-3600), MtaOptions.of(octets).timeOffset());
    Map<Integer, Octets> none = reply(with("SRV_OPTION17", "$(reboot)\n38=1")).answer().options();
    assertFalse(none.containsKey(17));
  }

  @Test
  void hugeValues_areNoTrouble() {
    String huge = "00:".repeat(20_000) + "00";
    assertEquals(20_001, option(reply(with("SRV_OPTION95", huge)), 95).length());
    assertEquals(16, reply(with("SRV_OPTION23", many())).answer().network().dnsServers().size());
    assertEquals(
        List.of(), reply(with("SRV_OPTION24", "a".repeat(65_536))).answer().network().domains());
  }

  private static String many() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < 1000; i++) {
      text.append("2001:db8::").append(Integer.toHexString(i)).append(' ');
    }
    return text.toString();
  }

  @Test
  void gone_namesWhatIsGone_withoutAnInterfaceToo() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PREFIX1", "2001:db8:8000::");
    environment.put("PREFIX1LEN", "56");
    environment.put("PREFIX1PREF", "0");
    environment.put("PREFIX1VALID", "0");
    LeaseReport.Withdrawn gone =
        assertInstanceOf(LeaseReport.Withdrawn.class, read("expire", environment).report());
    assertEquals("[2001:db8:8000::/56]", gone.what().prefixes().toString());
  }

  @Test
  void confirm_changesNothing() {
    Map<String, String> environment = renew();
    environment.put("CLNT_MESSAGE", "CONFIRM");
    environment.put("ADDR1VALID", "0");
    LeaseReport.Withdrawn none =
        assertInstanceOf(LeaseReport.Withdrawn.class, read("add", environment).report());
    assertEquals(List.of(), none.what().addresses());
  }

  @Test
  void otherInterfaceOrEvent_isRefusedWhole() {
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.INTERFACE),
        DibblerReport.of("add", renew(), "wan1"));
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.INTERFACE),
        DibblerReport.of("add", Map.of("ADDR1", "2001:db8::1"), "wan0"));
    assertEquals(
        new ClientReport.Outcome.Refused(Refusal.EVENT),
        DibblerReport.of("bound", renew(), "wan0"));
  }

  /** What a server answers that has nothing for the client: NoBinding, NoAddrsAvail. */
  @Test
  void noBindingAtAll_leavesTheLease() {
    Map<String, String> environment = renew();
    environment.keySet().removeIf(name -> name.matches("(ADDR|PREFIX)1.*"));
    assertInstanceOf(LeaseReport.NoServer.class, read("update", environment).report());
  }

  /** As dibbler-client 1.0.1 told it of Kea, which it had asked for information only. */
  @Test
  void information_isGrantedWithoutBindings() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("IFACE", "wan0");
    environment.put("CLNT_MESSAGE", "INF-REQUEST");
    environment.put("SRV_MESSAGE", "REPLY");
    environment.put("SRV_OPTION2", "00:02:00:00:7e:d9:0a:0b:0c:0d");
    environment.put("SRV_OPTION17", "vendor=4491 2=45:44:56:41 38=ff:ff:f1:f0 39=06 ");
    environment.put("SRV_OPTION23", "2001:db8:1::53 ");
    environment.put("SRV_OPTION32", "1200");
    environment.put("CLNT_OPTION6", "[generic]");
    Information6 told =
        assertInstanceOf(
            Information6.class,
            assertInstanceOf(LeaseReport.Granted.class, read("update", environment).report())
                .grant());
    assertEquals(Optional.of(new Lifetime(1200)), told.answer().refreshTime());
    assertEquals(1, told.answer().network().dnsServers().size());
    assertEquals(
        "0000118b0002000445445641" + "00260004fffff1f0" + "0027000106",
        Objects.requireNonNull(told.answer().options().get(17)).toHex());
    Lease6 lease = (Lease6) told.onto(Optional.empty()).orElseThrow();
    assertTrue(lease.isStateless());
    assertEquals(1200, lease.times().t1().seconds());
    assertTrue(lease.times().leaseTime().isInfinite());
  }

  @ParameterizedTest
  @CsvSource({
    "7, 255, ff",
    "7, 256, -",
    "32, 4294967295, ffffffff",
    "32, 4294967296, -",
    "32, -1, -",
    "22, 2001:db8::1 2001:db8::2, 20010db800000000000000000000000120010db8000000000000000000000002",
    "22, 2001:db8::1 x, -",
    "21, sip.example, 03736970076578616d706c6500",
    "21, a..b, -",
    "41, EST5EDT, 45535435454454",
    "17, vendor=4491, 0000118b",
    "17, vendor=4294967296, 76656e646f723d34323934393637323936", // a text, for its reader
    "17, vendor=1 70000=00, 00000001", // no code of 16 bits
    "17, 0000118b, 0000118b",
    "17, $(reboot), -",
    "11, [generic], -",
    "99, 2001:db8::1, -",
  })
  void texts_areTheOctetsThatTheyWere(int code, String text, String expected) {
    Octets none = Octets.EMPTY;
    Octets read =
        reply(with("SRV_OPTION" + code, text)).answer().options().getOrDefault(code, none);
    assertEquals(expected.equals("-") ? "" : expected, read.toHex());
  }

  /** What may stand in any field: nothing of it may get further than its field. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADDR1",
        "ADDR1PREF",
        "ADDR1VALID",
        "PREFIX1",
        "PREFIX1LEN",
        "PREFIX1PREF",
        "PREFIX1VALID",
        "SRV_OPTION2",
        "SRV_OPTION17",
        "SRV_OPTION23",
        "SRV_OPTION24",
        "SRV_OPTION31",
        "SRV_OPTION56",
        "SRV_OPTION64",
        "SRV_OPTION82",
        "SRV_OPTION94",
        "SRV_OPTION95",
        "SRV_OPTION96",
      })
  void badValue_spoilsItsFieldAndNoOther(String field) {
    Reply6 good = reply(read("update", renew()));
    for (String value :
        List.of(
            "",
            "192.0.2.1",
            "x".repeat(70_000),
            "2001:db8::1\nADDR1=2001:db8::2",
            "$(reboot)",
            "`reboot`",
            "'; reboot; '",
            "2001:db8::1%eth0",
            "\u0000")) {
      Map<String, String> environment = renew();
      environment.put(field, value);
      Reply6 read = reply(read("update", environment));
      if (value.equals("192.0.2.1") && List.of("SRV_OPTION24", "SRV_OPTION64").contains(field)) {
        continue; // four labels, as good as any
      }
      if (field.startsWith("SRV_")) {
        assertEquals(good.addresses(), read.addresses(), value);
        assertEquals(good.prefixes(), read.prefixes(), value);
        int code = Integer.parseInt(field.substring("SRV_OPTION".length()));
        assertTrue(
            read.answer().options().getOrDefault(code, Octets.EMPTY).length() == 0, field + value);
      } else if (field.startsWith("ADDR")) {
        assertEquals(List.of(), read.addresses(), value);
        assertEquals(good.prefixes(), read.prefixes(), value);
        assertEquals(good.answer(), read.answer());
      } else {
        assertEquals(good.addresses(), read.addresses(), value);
        assertEquals(List.of(), read.prefixes(), value);
        assertEquals(good.answer(), read.answer());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, true, 0", // to be removed
    "0, 30, true, 30", // deprecated
    "4294967295, 4294967295, true, 4294967295", // for ever
    "30, 4294967295, true, 4294967295",
    "31, 30, false, 0", // RFC 8415 section 21.6: to be discarded
    "4294967295, 30, false, 0",
  })
  void lifetimes_asRfc8415Says(String preferred, String valid, boolean kept, long seconds) {
    Map<String, String> environment = renew();
    environment.put("ADDR1PREF", preferred);
    environment.put("ADDR1VALID", valid);
    Reply6 read = reply(read("update", environment));
    assertEquals(kept ? 1 : 0, read.addresses().size());
    if (kept) {
      assertEquals(seconds, read.addresses().get(0).lifetimes().valid().seconds());
    }
  }

  /**
   * RFC 8415 section 21.4: T1 above T2 is the server's mistake, both are the client's to choose.
   */
  @ParameterizedTest
  @CsvSource({"900, 1440, 10, 16", "20, 10, 10, 10", "0, 0, 10, 16", "5, 25, 5, 25"})
  void timers_areOrdered(String t1, String t2, long renew, long rebind) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ADDR1T1", t1);
    environment.put("ADDR1T2", t2);
    environment.putAll(renew());
    Lease6 lease = (Lease6) reply(read("update", environment)).onto(Optional.empty()).orElseThrow();
    assertEquals(renew, lease.times().t1().seconds());
    assertEquals(rebind, lease.times().t2().seconds());
  }

  @Test
  void nothingUsable_isRefusedWithAReason() {
    assertInstanceOf(
        LeaseReport.Refused.class, read("add", Map.of("IFACE", "wan0", "ADDR1", "x")).report());
  }
}
