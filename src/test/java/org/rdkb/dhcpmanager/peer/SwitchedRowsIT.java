package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/** T13: rows that are switched on and off; bounded here, full by flag. */
class SwitchedRowsIT {
  private static final int ROUNDS = Boolean.getBoolean("test.full") ? 100 : 10;

  /** From this round on the number of descriptors only varies with messages just received. */
  private static final int WARM = 4;

  private static final int SPREAD = 6;

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
