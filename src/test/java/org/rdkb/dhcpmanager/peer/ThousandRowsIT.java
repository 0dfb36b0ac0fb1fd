package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;

/**
 * T35: many rows are added, set, read as a whole and deleted; the times are printed, not judged: on
 * a busy machine they say little.
 */
class ThousandRowsIT {
  private static final int ROWS = Boolean.getBoolean("test.full") ? 1000 : 200;

  @Test
  void manyRows_areAddedSetReadAndDeleted() throws BusException, IOException {
    try (Lab lab = Lab.make("rows").ready()) {
      long begun = System.nanoTime();
      for (int row = 2; row <= ROWS; row++) {
        assertEquals(row, lab.bus().addRow(Lab.CLIENTS, "row-" + row));
      }
      long added = System.nanoTime();
      for (int row = 1; row <= ROWS; row++) {
        lab.set(Lab.CLIENTS + row + ".Interface", "none" + row);
      }
      long set = System.nanoTime();
      List<BusProperty> tree = lab.bus().get(List.of("Device.DHCPv4."));
      long read = System.nanoTime();
      long names = tree.stream().filter(p -> p.name().endsWith(".DHCPStatus")).count();
      assertEquals(ROWS, names);
      assertEquals("none" + ROWS, lab.get(Lab.CLIENTS + ROWS + ".Interface"));
      assertEquals(Integer.toString(ROWS), lab.get("Device.DHCPv4.ClientNumberOfEntries"));
      for (int row = ROWS; row > ROWS - 20; row--) {
        lab.bus().deleteRow(Lab.CLIENTS + row + ".");
      }
      assertEquals(ROWS - 20, lab.bus().rows(Lab.CLIENTS).size());
      assertTrue(lab.manager().isAlive());
      System.out.printf(
          "T35 rows=%d add=%.1f ms each, set=%.1f ms each, get of %d values=%d ms%n",
          ROWS,
          (added - begun) / 1e6 / (ROWS - 1),
          (set - added) / 1e6 / ROWS,
          tree.size(),
          (read - set) / 1_000_000);
    }
  }
}
