package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A manager that dies or stops leaves its clients alone and takes them over again. */
class RecoveryIT {

  @Test
  void killedManager_adoptsTheClient_noPacket_noFlap() throws Exception {
    try (Lab lab = Lab.make("recover")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.addresses().contains("inet "));
      String address = lab.get(Lab.ROW + "IPAddress");
      List<Long> clients = lab.clients();
      int packets = Lab.lines(lab.serverLog()).size();
      Process flaps =
          lab.topology.start(
              lab.topology.inGateway("ip", "monitor", "address", "route"),
              lab.folder().resolve("flaps"));

      lab.killManager();
      assertEquals(clients, lab.clients());
      lab.ready();

      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
      assertTrue(Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining")) > 60);
      assertEquals(clients, lab.clients());
      assertEquals(packets, Lab.lines(lab.serverLog()).size());
      assertEquals(List.of(), Lab.lines(lab.folder().resolve("flaps")));
      flaps.destroy();

      // It is ours again: its end is seen and mended.
      ProcessHandle.of(clients.get(0)).orElseThrow().destroyForcibly();
      Lab.within(5).until(() -> lab.clients().size() == 1 && !lab.clients().equals(clients));
      lab.awaitValue(Lab.ROW + "X_DHCPMGR_Restarts", "1", 5);
    }
  }

  @Test
  void sigterm_stopsInOrderWithinTwoSeconds_andKeepsTheClient() throws Exception {
    try (Lab lab = Lab.make("stop")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      List<Long> clients = lab.clients();
      long begun = System.nanoTime();
      lab.manager().destroy();
      assertTrue(lab.manager().waitFor(5, TimeUnit.SECONDS));
      assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(2), "slow stop");
      assertEquals(0, lab.manager().exitValue());
      assertEquals(clients, lab.clients());
      assertTrue(Lab.lines(lab.managerLog()).stream().anyMatch(l -> l.contains("CLIENTS-KEPT")));
    }
  }

  @Test
  void clientsOnStop_stop_endsThemWithoutARelease() throws Exception {
    try (Lab lab = Lab.make("stopall").with("clients.onStop=stop")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      lab.manager().destroy();
      assertTrue(lab.manager().waitFor(10, TimeUnit.SECONDS));
      assertEquals(List.of(), lab.clients());
      assertEquals(0, lab.serverLines("DHCPRELEASE"));
    }
  }
}
