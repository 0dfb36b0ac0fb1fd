package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusException;

/** T12, T13: clients that die, rows that are switched on and off; bounded here, full by flag. */
class CrashIT {
  private static final int ROUNDS = Boolean.getBoolean("test.full") ? 100 : 10;

  /** From this round on the number of descriptors only varies with messages just received. */
  private static final int WARM = 4;

  private static final int SPREAD = 6;

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v4")
  void killedClient_isReplacedAtOnce_noZombie_noSecondClient_noLeak(String client)
      throws BusException, IOException {
    try (Lab lab = Lab.make("kill" + client.charAt(0)).with("dhcpv4.client=" + client)) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      int descriptors = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        List<Long> before = lab.clients();
        assertEquals(1, before.size());
        ProcessHandle.of(before.get(0)).orElseThrow().destroyForcibly();
        Lab.within(1).until(() -> lab.clients().size() == 1 && !lab.clients().equals(before));
        lab.awaitValue(Lab.ROW + "X_DHCPMGR_Restarts", Integer.toString(round), 5);
        lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
        assertTrue(lab.addresses().contains("inet "));
        if (round == WARM) {
          descriptors = lab.descriptors();
        }
      }
      assertEquals(0, lab.zombies());
      assertEquals(1, lab.clients().size());
      assertTrue(lab.helpers().size() <= 4, "helpers of killed clients are left");
      assertTrue(lab.descriptors() <= descriptors + SPREAD, "descriptors leak");
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
    }
  }

  @Test
  void enabledAndDisabled_againAndAgain_endsRight()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("cycle")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      int descriptors = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        lab.set(Lab.ROW + "Enable", "false");
        Lab.within(5).until(() -> lab.clients().isEmpty());
        lab.awaitValue(Lab.ROW + "Status", "Disabled", 5);
        assertEquals("", lab.get(Lab.ROW + "IPAddress"));
        lab.set(Lab.ROW + "Enable", "true");
        lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
        assertEquals(1, lab.clients().size());
        if (round == WARM) {
          descriptors = lab.descriptors();
        }
      }
      assertEquals(0, lab.zombies());
      assertTrue(lab.descriptors() <= descriptors + SPREAD, "descriptors leak");
      assertEquals(0, lab.serverLines("DHCPRELEASE"));
    }
  }
}
