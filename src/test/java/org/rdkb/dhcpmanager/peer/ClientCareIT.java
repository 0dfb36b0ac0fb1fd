package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** What a row does for its client: flapping links, a client that hangs, taken addresses. */
class ClientCareIT {

  @Test
  void linkFlap_costsNothing_aLongerLossIsShown()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("flap").with("link.debounce=2000")) {
      lab.startServer();
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.messageTypes(Lab.ROW).equals(List.of(0L, 3L)));
      List<Long> clients = lab.clients();
      uplink(lab, "down");
      Lab.within(5).until(() -> logged(lab, "family=v4 state=DOWN") == 1);
      uplink(lab, "up");
      Lab.within(5).until(() -> logged(lab, "ROW-LINK-FLAP") == 1);
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
      assertEquals("Bound", lab.get(Lab.ROW + "DHCPStatus"));
      assertEquals(clients, lab.clients());
      assertEquals(0, logged(lab, "LinkChanged"));

      uplink(lab, "down");
      lab.awaitValue(Lab.ROW + "Status", "Error", 5);
      uplink(lab, "up");
      lab.awaitValue(Lab.ROW + "Status", "Enabled", 5);
      assertEquals(clients, lab.clients());
      assertEquals(1, logged(lab, "ROW-LINK-FLAP"));
    }
  }

  @Test
  void clientThatHangs_isReplacedWhenItsLeaseHasEnded()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("hang")) {
      lab.startKea();
      lab.ready();
      lab.bind(Lab.ROW);
      long hung = lab.clients().get(0);
      lab.run("busybox", "kill", "-STOP", Long.toString(hung));
      // 20 s of lease, 5 s to speak, a second to end.
      Lab.within(40).until(() -> !lab.clients().isEmpty() && !lab.clients().contains(hung));
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 10);
      assertEquals(1, lab.clients().size());
      assertTrue(lab.addresses().contains("inet "), lab.addresses());
    }
  }

  @Test
  void addressThatSomebodyHas_isNotTaken_untilItIsFree()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("arp").with("dhcpv4.arpProbe=500")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      String taken = lab.get(Lab.ROW + "IPAddress");
      lab.set(Lab.ROW + "Enable", "false");
      Lab.within(5).until(() -> !lab.addresses().contains("inet "));
      rival(lab, "add", taken);
      long requests = lab.serverLines("DHCPREQUEST");
      long offers = lab.serverLines("DHCPOFFER");
      lab.set(Lab.ROW + "Enable", "true");
      // The server offers it again and again, and is not asked for it.
      Lab.within(20).until(() -> lab.serverLines("DHCPOFFER") >= offers + 2);
      assertEquals(requests, lab.serverLines("DHCPREQUEST"));
      assertEquals("Selecting", lab.get(Lab.ROW + "DHCPStatus"));
      assertFalse(lab.addresses().contains("inet "), lab.addresses());
      rival(lab, "del", taken);
      lab.awaitValue(Lab.ROW + "IPAddress", taken, 30);
    }
  }

  @Test
  void networkOfIpv6Only_isLeftAlone_byARowThatAsked()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("v6only")) {
      lab.startServer();
      lab.ready();
      int option = lab.bus().addRow(Lab.ROW + "ReqOption.", "v6only");
      String path = Lab.ROW + "ReqOption." + option + ".";
      lab.set(path + "Tag", "108", path + "Enable", "true");
      lab.enable(Lab.ROW);
      lab.awaitValue(
          Lab.ROW + "X_DHCPMGR_LastError", "the network prefers IPv6 only (option 108)", 10);
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
      assertEquals("", lab.get(Lab.ROW + "IPAddress"));
      assertEquals(List.of(), lab.clients());
      assertFalse(lab.addresses().contains("inet "), lab.addresses());

      long asked = lab.serverLines("DHCPDISCOVER");
      lab.set(path + "Enable", "false"); // told not to ask: IPv4 as ever
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 10);
      assertTrue(lab.serverLines("DHCPDISCOVER") > asked);
    }
  }

  private static void rival(Lab lab, String change, String address) throws IOException {
    lab.topology.run(
        lab.topology.inIsp("ip", "address", change, address + "/32", "dev", Topology.UPLINK));
  }

  private static void uplink(Lab lab, String state) throws IOException {
    lab.topology.run(lab.topology.inIsp("ip", "link", "set", Topology.UPLINK, state));
  }

  private static long logged(Lab lab, String text) {
    return Lab.lines(lab.managerLog()).stream().filter(line -> line.contains(text)).count();
  }
}
