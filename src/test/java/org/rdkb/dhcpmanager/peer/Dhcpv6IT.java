package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** A DHCPv6 row with each real client against Kea, looked at from the other side. */
@NeedsMountedRoot
class Dhcpv6IT {
  private static final String ROW = "Device.DHCPv6.Client.1.";

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v6")
  void addressAndPrefix_bound_renewed_released(String client) throws BusException, IOException {
    String resolver = Files.readString(Path.of("/etc/resolv.conf"));
    try (Lab lab = Lab.make("v6" + client.charAt(1)).with("dhcpv6.client=" + client)) {
      lab.startKea6("");
      lab.ready();
      lab.subscribe(ROW + "Events");
      bind(lab, "true", "true");

      String address = lab.get(ROW + "X_DHCPMGR_Addresses");
      String prefix = lab.get(ROW + "X_DHCPMGR_Prefixes");
      assertTrue(address.startsWith("2001:db8:1::"), address);
      assertTrue(prefix.startsWith("2001:db8:80") && prefix.endsWith("/56"), prefix);
      assertEquals("2001:db8:1::53,2001:db8:1::54", lab.get(ROW + "X_DHCPMGR_DNSServers"));
      assertEquals("000200007ed90a0b0c0d", lab.get(ROW + "Server.1.DUID"));
      Lab.within(5).until(() -> addresses(lab).contains(address + "/128"));
      Lab.within(5).until(() -> routes(lab).contains("unreachable " + prefix));
      Lab.within(5).until(() -> lab.messageTypes(ROW).equals(List.of(0L, 3L)));
      assertEquals(
          1180,
          lab.events.get(1).data().value("LeaseInfo").stream()
              .mapToInt(value -> ((BusValue.Bytes) value).value().length())
              .sum());

      long renewals = received(lab, "RENEW");
      lab.set(ROW + "Renew", "true");
      Lab.within(3).until(() -> received(lab, "RENEW") == renewals + 1);
      Lab.within(3).until(() -> lab.messageTypes(ROW).contains(5L));

      lab.set(ROW + "X_RDK_Release", "true");
      lab.awaitValue(ROW + "Status", "Disabled", 5);
      Lab.within(3).until(() -> received(lab, "RELEASE") == 1);
      Lab.within(3).until(() -> !addresses(lab).contains("2001:db8:1:"));
      Lab.within(3).until(() -> !routes(lab).contains("2001:db8:"));
      assertEquals("", lab.get(ROW + "X_DHCPMGR_Prefixes"));
      Lab.within(3).until(() -> lab.messageTypes(ROW).contains(1L));
      List<Long> events = lab.messageTypes(ROW);
      assertEquals(List.of(4L, 1L), events.subList(events.size() - 2, events.size()));
    }
    assertEquals(resolver, Files.readString(Path.of("/etc/resolv.conf")));
    assertFalse(Files.exists(Path.of("/etc/ntp.conf")));
  }

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v6")
  void addressOnly_andPrefixOnly(String client) throws BusException, IOException {
    try (Lab lab = Lab.make("v6one" + client.charAt(1)).with("dhcpv6.client=" + client)) {
      lab.startKea6("");
      lab.ready();
      bind(lab, "true", "false");
      assertEquals("", lab.get(ROW + "X_DHCPMGR_Prefixes"));
      assertFalse(lab.get(ROW + "X_DHCPMGR_Addresses").isEmpty());
      String pid = client(lab);

      lab.set(ROW + "RequestAddresses", "false", ROW + "RequestPrefixes", "true");
      Lab.within(15).until(() -> !lab.get(ROW + "X_DHCPMGR_Prefixes").isEmpty());
      assertFalse(client(lab).equals(pid));
      Lab.within(5).until(() -> routes(lab).contains("unreachable 2001:db8:80"));
    }
  }

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v6")
  void disabledRow_releases_killedClient_comesBack(String client) throws BusException, IOException {
    try (Lab lab = Lab.make("v6kill" + client.charAt(1)).with("dhcpv6.client=" + client)) {
      lab.startKea6("");
      lab.ready();
      bind(lab, "true", "true");
      String prefix = lab.get(ROW + "X_DHCPMGR_Prefixes");
      String first = client(lab);
      String reported = lab.get(ROW + "X_DHCPMGR_LastEventTime");
      ProcessHandle.of(Long.parseLong(first)).orElseThrow().destroyForcibly();
      Lab.within(5).until(() -> !client(lab).isEmpty() && !client(lab).equals(first));
      // The row is bound throughout; only a client that has the lease itself can release it.
      Lab.within(15).until(() -> !lab.get(ROW + "X_DHCPMGR_LastEventTime").equals(reported));
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 15);
      assertEquals(prefix, lab.get(ROW + "X_DHCPMGR_Prefixes"));
      assertEquals(0, received(lab, "RELEASE"));

      lab.set(ROW + "Enable", "false");
      lab.awaitValue(ROW + "Status", "Disabled", 5);
      Lab.within(3).until(() -> received(lab, "RELEASE") == 1);
      Lab.within(3).until(() -> !routes(lab).contains("unreachable"));
    }
  }

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v6")
  void killedManager_adoptsTheClient(String client)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6adopt" + client.charAt(1)).with("dhcpv6.client=" + client)) {
      lab.startKea6("");
      lab.ready();
      bind(lab, "true", "true");
      String prefix = lab.get(ROW + "X_DHCPMGR_Prefixes");
      String pid = client(lab);
      long solicits = received(lab, "SOLICIT");
      Lab.within(5).until(() -> Files.exists(lab.folder().resolve("state/dhcpLease_1_v6")));
      lab.killManager();
      lab.ready();
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 10);
      assertEquals(prefix, lab.get(ROW + "X_DHCPMGR_Prefixes"));
      assertEquals(pid, client(lab));
      assertEquals(solicits, received(lab, "SOLICIT"));
      long renewals = received(lab, "RENEW");
      lab.set(ROW + "Renew", "true");
      Lab.within(3).until(() -> received(lab, "RENEW") > renewals);
    }
  }

  /** Two rows, two clients, two cables to the same server: nobody disturbs the other. */
  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v6")
  void twoClients_ofOneMachine(String client) throws BusException, IOException {
    try (Lab lab = Lab.make("v6two" + client.charAt(1)).with("dhcpv6.client=" + client)) {
      lab.addCable("wan1", "uplink1");
      lab.startKea6("");
      lab.ready();
      bind(lab, "true", "true");
      lab.bus().addRow("Device.DHCPv6.Client.", "second");
      String second = "Device.DHCPv6.Client.2.";
      lab.set(second + "Interface", "wan1", second + "Enable", "true");
      Lab.within(10).until(() -> !pid(lab, 2).isEmpty());
      lab.awaitValue(second + "X_DHCPMGR_DHCPStatus", "Selecting", 5);
      lab.set(second + "Enable", "false");
      lab.awaitValue(second + "Status", "Disabled", 5);
      assertEquals("Bound", lab.get(ROW + "X_DHCPMGR_DHCPStatus"));
      assertTrue(ProcessHandle.of(Long.parseLong(client(lab))).isPresent());
    }
  }

  private static void bind(Lab lab, String addresses, String prefixes) throws BusException {
    lab.set(
        ROW + "Interface",
        Topology.WAN,
        ROW + "RequestAddresses",
        addresses,
        ROW + "RequestPrefixes",
        prefixes,
        ROW + "Enable",
        "true");
    lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 20);
  }

  private static String addresses(Lab lab) {
    return lab.run("ip", "-6", "-oneline", "address", "show", "dev", Topology.WAN);
  }

  private static String routes(Lab lab) {
    return lab.run("ip", "-6", "route");
  }

  private static long received(Lab lab, String message) {
    return Lab.lines(lab.serverLog()).stream()
        .filter(line -> line.contains("DHCP6_PACKET_RECEIVED"))
        .filter(line -> line.contains(": " + message + " "))
        .count();
  }

  /** The number of row 1's client, as the manager has noted it. */
  private static String client(Lab lab) {
    return pid(lab, 1);
  }

  private static String pid(Lab lab, int row) {
    return Lab.lines(lab.folder().resolve("run/v6-" + row + "/client")).stream()
        .filter(line -> line.startsWith("pid="))
        .map(line -> line.substring("pid=".length()))
        .findFirst()
        .orElse("");
  }
}
