package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** What is dhcpcd's own, beside the contract of rows that it shares with the other clients. */
@NeedsMountedRoot
class DhcpcdIT {
  private static final String ROW6 = "Device.DHCPv6.Client.1.";

  @Test
  void sendsWhatItCan_refusesTheRestOnTheRow() throws BusException, IOException {
    try (Lab lab = Lab.make("dsent").with("dhcpv4.client=dhcpcd")) {
      lab.startServer();
      lab.ready();
      sent(lab, "60", "6d79436c617373");
      sent(lab, "61", "01aabbcc");
      lab.bind(Lab.ROW);
      assertTrue(lab.serverLines("vendor class: myClass") > 0);
      assertTrue(
          Lab.lines(lab.folder().resolve("isp.leases")).stream()
              .anyMatch(line -> line.endsWith(" 01:aa:bb:cc")),
          "client identifier in the server's leases");
      assertEquals(0, lab.serverLines("client provides name"));

      sent(lab, "125", "00000de9020101");
      lab.awaitValue(
          Lab.ROW + "X_DHCPMGR_LastError", "dhcpcd cannot send option 125 with this value", 10);
      lab.awaitValue(Lab.ROW + "Status", "Error", 10);
      String faults = lab.get(Lab.ROW + "X_DHCPMGR_Faults");
      assertTrue(faults.matches("process=0 configuration=[2-9] .*"), faults);
      Lab.within(5).until(() -> lab.clients().isEmpty() && lab.helpers().isEmpty());
    }
  }

  /** Both families on one cable, each with its own process; nothing of the machine is touched. */
  @Test
  void bothFamilies_besideEachOther_changeNothingOfTheMachine() throws BusException, IOException {
    String resolver = Files.readString(Path.of("/etc/resolv.conf"));
    try (Lab lab = Lab.make("dboth").with("dhcpv4.client=dhcpcd").with("dhcpv6.client=dhcpcd")) {
      lab.startServer();
      lab.startKea6("");
      lab.ready();
      String mode = "cat /proc/sys/net/ipv6/conf/" + Topology.WAN + "/addr_gen_mode";
      String before = lab.run(mode.split(" "));
      lab.bind(Lab.ROW);
      lab.set(ROW6 + "Interface", Topology.WAN, ROW6 + "Enable", "true");
      lab.awaitValue(ROW6 + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      assertEquals(2, lab.clients().size());
      assertEquals("Bound", lab.get(Lab.ROW + "DHCPStatus"));
      assertEquals(before, lab.run(mode.split(" ")));
      assertFalse(Files.exists(Path.of("/run/dhcpcd/" + Topology.WAN + "-4.pid")));
      assertFalse(Files.exists(Path.of("/var/lib/dhcpcd/" + Topology.WAN + ".lease")));
      Path notes = lab.folder().resolve("run/v4-1/dhcpcd");
      assertTrue(Files.exists(notes.resolve(Topology.WAN + "-4.pid")));
    }
    assertEquals(resolver, Files.readString(Path.of("/etc/resolv.conf")));
  }

  /** The next manager is told to use another program: the former client is ours to end. */
  @Test
  void otherProgramAfterARestart_replacesTheClient_keepsTheAddress()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("dswap")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      String address = lab.get(Lab.ROW + "IPAddress");
      List<Long> former = lab.clients();
      for (String program : List.of("dhcpcd", "udhcpc")) {
        lab.killManager();
        lab.with("dhcpv4.client=" + program).ready();
        lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
        assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
        assertEquals(1, lab.clients().size());
        assertFalse(lab.clients().equals(former));
      }
      assertEquals(List.of(), lab.helpers());
      assertEquals(0, lab.serverLines("DHCPRELEASE"));
    }
  }

  private static void sent(Lab lab, String code, String hex) throws BusException {
    String path = Lab.ROW + "SentOption." + lab.bus().addRow(Lab.ROW + "SentOption.", "") + ".";
    lab.set(path + "Tag", code, path + "Value", hex, path + "Enable", "true");
  }
}
