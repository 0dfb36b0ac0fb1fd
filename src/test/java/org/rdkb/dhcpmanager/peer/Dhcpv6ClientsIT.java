package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** dibbler-client as a process: several at once, its DUID, its patience, and its end. */
@NeedsMountedRoot
class Dhcpv6ClientsIT {
  private static final String ROW = "Device.DHCPv6.Client.1.";
  private static final String SECOND = "Device.DHCPv6.Client.2.";

  /** A second cable with a subnet of its own behind it. */
  private static String twoLinks(String kea) {
    String one = kea.substring(kea.indexOf("\"subnet6\": [") + 12, kea.indexOf("\"loggers\""));
    String subnet = one.substring(0, one.lastIndexOf(']')).strip();
    String other =
        subnet
            .replace("2001:db8:1:", "2001:db8:2:")
            .replace("2001:db8:8000::", "2001:db8:9000::")
            .replace("uplink0", "uplink1");
    return kea.replace("\"interfaces\": [ \"uplink0\" ]", "\"interfaces\": [ \"*\" ]")
        .replace(
            subnet,
            subnet.replace("\"subnet\"", "\"id\": 1, \"subnet\"")
                + ", "
                + other.replace("\"subnet\"", "\"id\": 2, \"subnet\""));
  }

  @Test
  void twoClients_areBoundAndRenewedBesideEachOther() throws BusException, IOException {
    try (Lab lab = Lab.make("v6both")) {
      lab.addCable("wan1", "uplink1");
      lab.awaitLinkLocal("uplink1");
      lab.startKea6(Dhcpv6ClientsIT::twoLinks);
      lab.ready();
      lab.bus().addRow("Device.DHCPv6.Client.", "second");
      enable(lab, ROW, Topology.WAN);
      enable(lab, SECOND, "wan1");
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      lab.awaitValue(SECOND + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      String first = lab.get(ROW + "X_DHCPMGR_Addresses");
      String second = lab.get(SECOND + "X_DHCPMGR_Addresses");
      assertTrue(first.startsWith("2001:db8:1:"), first);
      assertTrue(second.startsWith("2001:db8:2:"), second);
      // A host is one client to a server, whatever link it asks on (RFC 8415 section 11).
      assertEquals(lab.get(ROW + "DUID"), lab.get(SECOND + "DUID"));

      long renewals = received(lab, "RENEW");
      lab.set(SECOND + "Renew", "true");
      Lab.within(5).until(() -> received(lab, "RENEW") > renewals);
      lab.set(ROW + "Enable", "false");
      lab.awaitValue(ROW + "Status", "Disabled", 5);
      Lab.within(3).until(() -> received(lab, "RELEASE") == 1);
      assertEquals(second, lab.get(SECOND + "X_DHCPMGR_Addresses"));
      assertEquals("Bound", lab.get(SECOND + "X_DHCPMGR_DHCPStatus"));
    }
  }

  /** T29: both are gone at once; the row has its lease, its prefix and a client again. */
  @Test
  void managerAndClientKilled_rowReturns() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6t29")) {
      lab.startKea6("");
      lab.ready();
      enable(lab, ROW, Topology.WAN);
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      String prefix = lab.get(ROW + "X_DHCPMGR_Prefixes");
      String address = lab.get(ROW + "X_DHCPMGR_Addresses");
      Lab.within(5).until(() -> Files.exists(lab.folder().resolve("state/dhcpLease_1_v6")));
      String pid = pid(lab);
      lab.killManager();
      ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
      lab.ready();
      lab.awaitValue(ROW + "Enable", "true", 5); // our own connection is back
      lab.subscribeWithInitialValue(ROW + "Events");
      assertEquals(prefix, lab.get(ROW + "X_DHCPMGR_Prefixes")); // before any client has asked
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 15);
      assertEquals(prefix, lab.get(ROW + "X_DHCPMGR_Prefixes"));
      assertEquals(address, lab.get(ROW + "X_DHCPMGR_Addresses"));
      assertNotEquals(pid, pid(lab));
      assertEquals("true", lab.get(ROW + "Enable"));
      assertEquals(0, received(lab, "RELEASE"));
      assertTrue(!lab.messageTypes(ROW).contains(4L), lab.messageTypes(ROW).toString());
      assertTrue(lab.run("ip", "-6", "route").contains("unreachable " + prefix));
    }
  }

  /** A DUID with a time in it outlives the run folder. */
  @Test
  void duidWithTime_isTheSameAfterAReboot() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6llt")) {
      lab.with("dibbler.duid=llt").startKea6("");
      lab.ready();
      enable(lab, ROW, Topology.WAN);
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      String duid = lab.get(ROW + "DUID");
      assertTrue(duid.startsWith("0001"), duid);
      String first = pid(lab);
      lab.killManager();
      ProcessHandle.of(Long.parseLong(first)).orElseThrow().destroyForcibly();
      for (Path file : List.of(Path.of("dibbler/client-duid"), Path.of("client"))) {
        Files.deleteIfExists(lab.folder().resolve("run/v6-1").resolve(file));
      }
      lab.ready();
      Lab.within(10).until(() -> !pid(lab).isEmpty() && !pid(lab).equals(first));
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 15);
      assertEquals(duid, lab.get(ROW + "DUID"));
      String kept = Files.readString(lab.folder().resolve("state/duid_v6-1"));
      assertEquals(duid, kept.strip().replace(":", ""));
    }
  }

  @Test
  void withoutForceSolicit_theClientWaitsForARouter() throws BusException, IOException {
    try (Lab lab = Lab.make("v6ra")) {
      lab.startKea6("");
      lab.with("dibbler.duid=en:32473:0a0b0c").ready();
      lab.run("sysctl", "-qw", "net.ipv6.conf." + Topology.WAN + ".accept_ra=2");
      lab.set(ROW + "ForceSolicitPolicy", "false");
      enable(lab, ROW, Topology.WAN);
      Lab.within(10)
          .until(
              () ->
                  Lab.lines(lab.folder().resolve("run/v6-1/output")).stream()
                      .anyMatch(line -> line.contains("did not receive a Router Advertisement")));
      assertEquals(0, received(lab, "SOLICIT"));
      lab.topology.run(
          lab.topology.inIsp(
              "python3", Path.of("test/peer/advertise.py").toAbsolutePath().toString(), "uplink0"));
      lab.awaitValue(ROW + "X_DHCPMGR_DHCPStatus", "Bound", 15);
      assertEquals("000200007ed90a0b0c", lab.get(ROW + "DUID"));
    }
  }

  private static void enable(Lab lab, String row, String linuxInterface) throws BusException {
    lab.set(row + "Interface", linuxInterface, row + "RequestPrefixes", "true");
    lab.set(row + "Enable", "true");
  }

  private static long received(Lab lab, String message) {
    return Lab.lines(lab.serverLog()).stream()
        .filter(line -> line.contains("DHCP6_PACKET_RECEIVED"))
        .filter(line -> line.contains(": " + message + " "))
        .count();
  }

  private static String pid(Lab lab) {
    List<String> lines = Lab.lines(lab.folder().resolve("run/v6-1/dibbler/client.pid"));
    return lines.isEmpty() ? "" : lines.get(0).strip();
  }
}
