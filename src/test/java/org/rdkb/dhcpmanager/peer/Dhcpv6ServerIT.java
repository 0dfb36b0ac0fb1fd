package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** What DHCPv6 servers do to a lease, seen on both sides: Kea and dibbler-server. */
@NeedsMountedRoot
class Dhcpv6ServerIT {
  private static final String ROW = "Device.DHCPv6.Client.1.";
  private static final String OLD = "2001:db8:8100::/56";
  private static final String NEW = "2001:db8:8200::/56";

  private static String prefixOf(String shipped, String prefix) {
    String pool =
        "{ \"prefix\": \""
            + prefix.replace("/56", "")
            + "\", \"prefix-len\": 56, \"delegated-len\": 56 }";
    return shipped.replaceAll("\"pd-pools\": \\[[^\\]]*\\]", "\"pd-pools\": [ " + pool + " ]");
  }

  /**
   * Kea comes back with another prefix and takes the old one by a lifetime of 0, in one REPLY. From
   * then on dibbler renews address and prefix apart, and neither answer takes the other away.
   */
  @Test
  void prefixReplaced_isOneStep_thenEachIaIsRenewedAlone()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6repl")) {
      lab.startKea6(kea -> prefixOf(kea, OLD));
      lab.ready();
      lab.subscribe(ROW + "Events");
      bind(lab);
      assertEquals(OLD, lab.get(ROW + "X_DHCPMGR_Prefixes"));
      String address = lab.get(ROW + "X_DHCPMGR_Addresses");

      lab.stopServers();
      lab.startKea6(kea -> prefixOf(kea, NEW));
      lab.events.clear();
      long renewals = kea(lab, "RENEW");
      lab.set(ROW + "Renew", "true");
      lab.awaitValue(ROW + "X_DHCPMGR_Prefixes", NEW, 5);
      Lab.within(3).until(() -> lab.messageTypes(ROW).size() > 0);
      assertEquals(3L, lab.messageTypes(ROW).get(0));
      Lab.within(3).until(() -> routes(lab).contains("unreachable " + NEW));
      assertFalse(routes(lab).contains(OLD), routes(lab));

      Lab.within(14).until(() -> kea(lab, "RENEW") >= renewals + 3); // T1 is at 8 s
      Lab.within(3).until(() -> lab.messageTypes(ROW).size() >= 3);
      assertEquals(NEW, lab.get(ROW + "X_DHCPMGR_Prefixes"));
      assertEquals(address, lab.get(ROW + "X_DHCPMGR_Addresses"));
      assertFalse(lab.messageTypes(ROW).contains(4L), lab.messageTypes(ROW).toString());
    }
  }

  @Test
  void rapidCommit_isTwoMessages() throws BusException, IOException {
    try (Lab lab = Lab.make("v6rapid")) {
      lab.startKea6("");
      lab.ready();
      lab.set(ROW + "RapidCommit", "true");
      bind(lab);
      assertEquals(1, kea(lab, "SOLICIT"));
      assertEquals(0, kea(lab, "REQUEST"));
      assertFalse(lab.get(ROW + "X_DHCPMGR_Prefixes").isEmpty());
    }
  }

  /** Kea forgets everything with its process: it grants the same again, nobody hears of trouble. */
  @Test
  void serverRestart_isARenewal() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6back")) {
      lab.startKea6(kea -> prefixOf(kea, OLD));
      lab.ready();
      lab.subscribe(ROW + "Events");
      bind(lab);
      Lab.within(3).until(() -> lab.messageTypes(ROW).size() == 2);
      lab.stopServers();
      lab.startKea6(kea -> prefixOf(kea, OLD));
      long renewals = kea(lab, "RENEW");
      Lab.within(12).until(() -> kea(lab, "RENEW") > renewals); // by T1, nobody asked
      Lab.within(3).until(() -> lab.messageTypes(ROW).size() == 3);
      assertEquals(List.of(0L, 3L, 5L), lab.messageTypes(ROW));
      assertEquals("Bound", lab.get(ROW + "X_DHCPMGR_DHCPStatus"));
      assertEquals("0", lab.get(ROW + "X_DHCPMGR_Restarts"));
    }
  }

  @Test
  void dibblerServer_grants_renews_takesBack() throws BusException, IOException {
    try (Lab lab = Lab.make("v6dib")) {
      lab.startDibblerServer("server");
      lab.ready();
      bind(lab);
      String address = lab.get(ROW + "X_DHCPMGR_Addresses");
      assertTrue(address.startsWith("2001:db8:1::"), address);
      String prefix = lab.get(ROW + "X_DHCPMGR_Prefixes");
      assertTrue(prefix.endsWith("/56"), prefix);
      assertEquals("2001:db8:1::53,2001:db8:1::54", lab.get(ROW + "X_DHCPMGR_DNSServers"));
      lab.set(ROW + "Renew", "true");
      Lab.within(10).until(() -> lab.serverLines("Received RENEW") == 1);
      lab.set(ROW + "X_RDK_Release", "true");
      Lab.within(10).until(() -> lab.serverLines("Received RELEASE") == 1);
      lab.awaitValue(ROW + "Status", "Disabled", 5);
      Lab.within(3).until(() -> !routes(lab).contains(prefix));
    }
  }

  /** A server that does not know the client answers NoBinding; the client asks anew. */
  @Test
  void noBinding_leadsToANewRequest_theOldLeaseGoesByItself()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6none")) {
      lab.startDibblerServer("server");
      lab.ready();
      bind(lab);
      String prefix = lab.get(ROW + "X_DHCPMGR_Prefixes");
      String before = lab.get(ROW + "X_DHCPMGR_LastError"); // it may have waited for its link
      lab.stopServers();
      lab.startDibblerServer("forgetful");
      lab.set(ROW + "Renew", "true");
      Lab.within(3).until(() -> lab.serverLines("No such client") > 0);
      Lab.within(5).until(() -> !lab.get(ROW + "X_DHCPMGR_Prefixes").equals(prefix));
      String now = lab.get(ROW + "X_DHCPMGR_Prefixes");
      assertTrue(now.endsWith("," + prefix), now); // deprecated, behind the new one
      assertEquals("Enabled", lab.get(ROW + "Status"));
      assertEquals("Bound", lab.get(ROW + "X_DHCPMGR_DHCPStatus"));
      assertEquals(before, lab.get(ROW + "X_DHCPMGR_LastError"));
    }
  }

  /** Nothing but options is asked for; a renewal is a new client's INFORMATION-REQUEST. */
  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v6")
  void stateless_isBoundWithoutBindings(String client) throws BusException, IOException {
    try (Lab lab = Lab.make("v6info" + client.charAt(1)).with("dhcpv6.client=" + client)) {
      lab.startKea6(
          kea ->
              kea.replace(
                  "\"option-data\": [",
                  "\"option-data\": [ { \"name\": \"information-refresh-time\","
                      + " \"data\": \"1200\" },"));
      lab.ready();
      lab.subscribe(ROW + "Events");
      lab.set(ROW + "Interface", Topology.WAN, ROW + "RequestAddresses", "false");
      lab.set(ROW + "RequestPrefixes", "false", ROW + "Enable", "true");
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 10);
      assertEquals("2001:db8:1::53,2001:db8:1::54", lab.get(ROW + "X_DHCPMGR_DNSServers"));
      assertEquals("", lab.get(ROW + "X_DHCPMGR_Addresses"));
      assertTrue(lab.get(ROW + "X_DHCPMGR_LeaseExpires").contains("9999-12-31T23:59:59Z"));
      assertTrue(
          lab.get(ROW + "Server.1.InformationRefreshTime")
                  .compareTo(lab.get(ROW + "X_DHCPMGR_LeaseObtained"))
              > 0);
      Lab.within(3).until(() -> lab.messageTypes(ROW).equals(List.of(0L, 3L)));
      assertEquals(1, kea(lab, "INFORMATION_REQUEST"));
      lab.set(ROW + "Renew", "true");
      Lab.within(5).until(() -> kea(lab, "INFORMATION_REQUEST") == 2);
      Lab.within(3).until(() -> lab.messageTypes(ROW).equals(List.of(0L, 3L, 0L, 5L)));
      assertEquals("0", lab.get(ROW + "X_DHCPMGR_Restarts"));
      assertEquals(0, kea(lab, "SOLICIT"));
    }
  }

  private static void bind(Lab lab) throws BusException {
    lab.set(
        ROW + "Interface", Topology.WAN, ROW + "RequestPrefixes", "true", ROW + "Enable", "true");
    lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 20);
  }

  private static String routes(Lab lab) {
    return lab.run("ip", "-6", "route");
  }

  private static long kea(Lab lab, String message) {
    return Lab.lines(lab.serverLog()).stream()
        .filter(line -> line.contains("DHCP6_PACKET_RECEIVED"))
        .filter(line -> line.contains(": " + message + " "))
        .count();
  }
}
