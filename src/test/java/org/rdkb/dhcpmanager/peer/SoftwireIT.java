package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * Softwires that Kea writes by its own definitions of RFC 7598, through dibbler-client to the bus,
 * and their end. The figures are example A of the reference.
 */
@NeedsMountedRoot
class SoftwireIT {
  private static final String ROW = "Device.DHCPv6.Client.1.";
  private static final String MAP = ROW + "X_RDKCENTRAL-COM_RcvOption.";
  private static final String DOMAIN = "Device.MAP.Domain.1.";
  private static final String POOL =
      "{ \"prefix\": \"2001:db8:12:3400::\", \"prefix-len\": 56, \"delegated-len\": 56 }";

  /** Kea with one prefix to give and these options. */
  private static String with(String shipped, String options) {
    return shipped
        .replaceAll("\"pd-pools\": \\[[^\\]]*\\]", "\"pd-pools\": [ " + POOL + " ]")
        .replace("\"option-data\": [", "\"option-data\": [ " + options);
  }

  private static String container(String kind, String rule, String border) {
    String space = "\"space\": \"s46-cont-" + kind + "-options\", ";
    return "{ \"name\": \"s46-cont-"
        + kind
        + "\" },"
        + "{ "
        + space
        + rule
        + " },"
        + "{ "
        + space
        + border
        + " },";
  }

  private static final String RULE =
      "\"name\": \"s46-rule\", \"data\": \"1, 16, 24, 192.0.2.0, 2001:db8::/40\"";
  private static final String DMR = "\"name\": \"s46-dmr\", \"data\": \"2001:db8:ffff::/64\"";
  private static final String BR = "\"name\": \"s46-br\", \"data\": \"2001:db8:ffff::1\"";

  @Test
  void mapT_isShown_survivesTheManager_andGoesWithTheNextLease()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6mapt")) {
      lab.startKea6(kea -> with(kea, container("mapt", RULE, DMR)));
      lab.ready();
      lab.subscribe(ROW + "Events");
      bind(lab);
      assertMapT(lab);
      ByteBuffer info = leaseInfo(last(lab));
      assertEquals(1, info.get(464));
      assertEquals(0, info.get(465));
      assertEquals("2001:db8:ffff::/64", text(info, 468));
      assertEquals("192.0.2.0", text(info, 596));
      assertEquals("2001:db8:12:3400::", text(info, 756));
      assertEquals(52, info.getInt(900));
      assertEquals(256, info.getInt(912));
      assertEquals(2, info.getInt(920));

      lab.killManager();
      lab.ready();
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 10);
      assertMapT(lab);

      lab.stopServers();
      lab.startKea6(kea -> with(kea, ""));
      lab.events.clear();
      lab.subscribe(ROW + "Events");
      lab.set(ROW + "Renew", "true");
      lab.awaitValue(MAP + "MapTransportMode", "NONE", 5);
      assertEquals("0", lab.get(MAP + "MapEALen"));
      assertEquals("0", lab.get("Device.MAP.DomainNumberOfEntries"));
      Lab.within(3).until(() -> lab.messageTypes(ROW).contains(3L));
      ByteBuffer cleared = leaseInfo(last(lab));
      for (int i = 464; i < 924; i++) {
        assertEquals(0, cleared.get(i), "offset " + i);
      }
    }
  }

  private static void assertMapT(Lab lab) {
    assertEquals("MAPT", lab.get(MAP + "MapTransportMode"));
    assertEquals("2001:db8:ffff::/64", lab.get(MAP + "MapBRPrefix"));
    assertEquals("192.0.2.0/24", lab.get(MAP + "MapRuleIPv4Prefix"));
    assertEquals("2001:db8::/40", lab.get(MAP + "MapRuleIPv6Prefix"));
    assertEquals("52", lab.get(MAP + "MapPSID"));
    assertEquals("true", lab.get(MAP + "MapIsFMR"));
    assertEquals("192.0.2.18", lab.get(MAP + "MapIpv4Address"));
    assertEquals("Translation", lab.get(DOMAIN + "TransportMode"));
    assertEquals("192.0.2.0/24", lab.get(DOMAIN + "Rule.1.IPv4Prefix"));
  }

  @Test
  void mapE_refusedContainer_lightweight() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6mape")) {
      lab.startKea6(kea -> with(kea, container("mape", RULE, BR)));
      lab.ready();
      lab.subscribe(ROW + "Events");
      bind(lab);
      assertEquals("MAPE", lab.get(MAP + "MapTransportMode"));
      assertEquals("2001:db8:ffff::1/128", lab.get(MAP + "MapBRPrefix"));
      assertEquals(1, leaseInfo(last(lab)).get(465));

      lab.stopServers();
      String other = RULE.replace("2001:db8::/40", "2001:dba::/40");
      lab.startKea6(kea -> with(kea, container("mape", other, BR)));
      lab.set(ROW + "Renew", "true");
      lab.awaitValue(MAP + "MapTransportMode", "NONE", 5);
      String error = lab.get(ROW + "X_DHCPMGR_LastError");
      assertTrue(error.startsWith("option 94 refused: no rule matches"), error);
      assertEquals("1", lab.get(ROW + "X_DHCPMGR_SoftwireRefusals"));
      assertEquals("2001:db8:12:3400::/56", lab.get(ROW + "X_DHCPMGR_Prefixes"));
      assertEquals("Enabled", lab.get(ROW + "Status"));

      lab.stopServers();
      String binding = "\"name\": \"s46-v4v6bind\", \"data\": \"192.0.2.18, 2001:db8:12::/48\"";
      lab.startKea6(kea -> with(kea, container("lw", binding, BR)));
      lab.set(ROW + "Renew", "true");
      lab.awaitValue("Device.MAP.DomainNumberOfEntries", "1", 5);
      assertEquals("LW4o6", lab.get(DOMAIN + "X_DHCPMGR_Mechanism"));
      assertEquals("2001:db8:12:3400:0:c000:212:0", lab.get(DOMAIN + "X_DHCPMGR_IPv6Address"));
    }
  }

  private static void bind(Lab lab) throws BusException {
    lab.set(
        ROW + "Interface", Topology.WAN, ROW + "RequestPrefixes", "true", ROW + "Enable", "true");
    lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 20);
    Lab.within(3).until(() -> lab.messageTypes(ROW).contains(3L));
  }

  private static ReceivedEvent last(Lab lab) {
    return lab.events.get(lab.events.size() - 1);
  }

  private static ByteBuffer leaseInfo(ReceivedEvent event) {
    BusValue.Bytes bytes = (BusValue.Bytes) event.data().value("LeaseInfo").orElseThrow();
    return ByteBuffer.wrap(bytes.value().toArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer info, int from) {
    int end = from;
    while (info.get(end) != 0) {
      end++;
    }
    byte[] octets = new byte[end - from];
    info.get(from, octets);
    return new String(octets, StandardCharsets.UTF_8);
  }
}
