package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * T12: clients that are killed again and again. Each is made up for at once, with the lease that
 * there was; the times are printed, and the bounds asserted are far beyond the goals, since other
 * tests run beside this one.
 */
class ClientKillsIT {
  private static final boolean FULL = Boolean.getBoolean("test.full");
  private static final String ROW6 = "Device.DHCPv6.Client.1.";

  /** From this round on the number of descriptors only varies with messages just received. */
  private static final int WARM = 4;

  private static final int SPREAD = 6;

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v4")
  void killed_isReplacedAtOnce_withTheSameAddress_noZombie_noLeak(String client)
      throws BusException, IOException {
    int rounds = client.equals("udhcpc") ? (FULL ? 1000 : 10) : (FULL ? 100 : 6);
    try (Lab lab = Lab.make("kill" + client.charAt(0)).with("dhcpv4.client=" + client)) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      String address = lab.get(Lab.ROW + "IPAddress");
      LogTail server = LogTail.fromNow(lab.serverLog());
      LogTail manager = LogTail.fromNow(lab.managerLog());
      Figures figures = new Figures();
      int descriptors = 0;
      for (int round = 1; round <= rounds; round++) {
        long killed = System.currentTimeMillis();
        kill(client, onlyClient(lab), "v4-1", manager, figures);
        server.await("DHCPACK(uplink0) " + address + " ", 20);
        String recovered = manager.await("CLIENT-RECOVERED row=v4-1 ", 5);
        figures.add(client + ": lease confirmed", LogTail.millis(recovered) - killed);
        lab.awaitValue(Lab.ROW + "X_DHCPMGR_Restarts", Integer.toString(round), 5);
        lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
        assertEquals(1, lab.addresses().split("inet ", -1).length - 1, lab.addresses());
        assertTrue(lab.addresses().contains("inet " + address + "/"), lab.addresses());
        descriptors = round == WARM ? lab.descriptors() : descriptors;
      }
      System.out.println(figures.table());
      onlyClient(lab);
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
      assertEquals("true", lab.get(Lab.ROW + "Enable"));
      String faults = lab.get(Lab.ROW + "X_DHCPMGR_Faults");
      assertTrue(faults.startsWith("process=" + rounds + " configuration=0 "), faults);
      assertTrue(faults.endsWith(" critical=0 escalated=0"), faults);
      assertTrue(lab.helpers().size() <= 4, "helpers of killed clients are left");
      checkLeaks(lab, descriptors);
    }
  }

  @Test
  @NeedsMountedRoot
  void killedDibbler_isReplacedAtOnce_withTheSameAddressAndPrefix()
      throws BusException, IOException {
    try (Lab lab = Lab.make("killv6")) {
      lab.startKea6("");
      lab.ready();
      lab.set(ROW6 + "Interface", Topology.WAN, ROW6 + "RequestPrefixes", "true");
      lab.set(ROW6 + "Enable", "true");
      lab.awaitValue(ROW6 + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      String address = lab.get(ROW6 + "X_DHCPMGR_Addresses");
      String prefix = lab.get(ROW6 + "X_DHCPMGR_Prefixes");
      LogTail manager = LogTail.fromNow(lab.managerLog());
      Figures figures = new Figures();
      int descriptors = 0;
      for (int round = 1; round <= (FULL ? 100 : 5); round++) {
        kill("dibbler-client", lab.clientOf("v6-1"), "v6-1", manager, figures);
        lab.awaitValue(ROW6 + "X_DHCPMGR_Restarts", Integer.toString(round), 5);
        lab.awaitValue(ROW6 + "X_DHCPMGR_DHCPStatus", "Bound", 20);
        assertEquals(address, lab.get(ROW6 + "X_DHCPMGR_Addresses"));
        assertEquals(prefix, lab.get(ROW6 + "X_DHCPMGR_Prefixes"));
        assertTrue(lab.run("ip", "-6", "route").contains("unreachable " + prefix));
        descriptors = round == WARM ? lab.descriptors() : descriptors;
      }
      System.out.println(figures.table());
      String kernel = lab.run("ip", "-6", "-oneline", "address", "show", "scope", "global");
      assertEquals(1, kernel.lines().count(), kernel);
      assertTrue(kernel.contains(" " + address + "/"), kernel);
      checkLeaks(lab, descriptors);
    }
  }

  /** One kill: seen, and made up for by another process, within bounds; the times are noted. */
  private static void kill(String client, long pid, String row, LogTail manager, Figures figures) {
    long killed = System.currentTimeMillis();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    String seen = manager.await("CLIENT-EXITED row=" + row + " pid=" + pid + " how=signal 9", 5);
    String replaced = manager.await("CLIENT-STARTED row=" + row, 5);
    figures.add(client + ": death noticed", LogTail.millis(seen) - killed);
    figures.add(client + ": replacement running", LogTail.millis(replaced) - killed);
    assertTrue(LogTail.millis(replaced) - killed < 2000, replaced);
  }

  private static long onlyClient(Lab lab) {
    List<Long> clients = lab.clients();
    assertEquals(1, clients.size(), clients.toString());
    return clients.get(0);
  }

  private static void checkLeaks(Lab lab, int warm) {
    assertEquals(0, lab.zombies());
    assertTrue(lab.descriptors() <= warm + SPREAD, "descriptors leak");
  }
}
