package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/** A state folder on a small file system that is full for a while. */
class DiskFullIT {
  private static final String PERSISTENCE = "Device.DHCPv4.X_DHCPMGR_Persistence";

  @Test
  void fullDisk_leasesAreInForceAllTheSame_itIsSaidOnce_andMadeUpForLater()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("full").with("history.days=0")) {
      Path state = Files.createDirectories(lab.folder().resolve("state"));
      command("mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "tmpfs", state.toString());
      try {
        lab.startServer();
        lab.ready();
        lab.enable(Lab.ROW); // stored while there is room; its lease comes later
        Path filling = state.resolve("filling");
        fill(filling);
        lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
        Lab.within(5).until(() -> lab.addresses().contains("inet "));
        lab.set(Lab.ROW + "Renew", "true");
        Lab.within(10).until(() -> lab.serverLines("DHCPACK") >= 2);
        Lab.within(5).until(() -> !lab.get(PERSISTENCE).equals("ok"));
        String condition = lab.get(PERSISTENCE);
        assertTrue(condition.contains("No space left on device"), condition);
        assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
        for (String alias : List.of("one", "two")) {
          BusException refused =
              assertThrows(BusException.class, () -> lab.set(Lab.ROW + "Alias", alias));
          assertTrue(refused.reason().contains("No space left on device"), refused::reason);
        }
        assertEquals(1, managerLines(lab, "CONFIGURATION-NOT-STORED"));
        assertEquals("cpe-1", lab.get(Lab.ROW + "Alias"));

        Files.delete(filling);
        lab.awaitValue(PERSISTENCE, "ok", 15);
        assertTrue(Files.size(state.resolve("dhcpLease_1_v4")) > 0);
        lab.set(Lab.ROW + "Alias", "three");
        assertEquals(1, managerLines(lab, "CONFIGURATION-STORED-AGAIN refusedWrites=2"));
        assertTrue(Files.readString(state.resolve("rows")).contains("Alias=three\n"));
        assertEquals(1, managerLines(lab, "PERSISTENCE-LOST"));
        assertEquals(1, managerLines(lab, "PERSISTENCE-BACK"));
      } finally {
        command("umount", "-l", state.toString());
      }
    }
  }

  private static long managerLines(Lab lab, String id) {
    return Lab.lines(lab.managerLog()).stream().filter(line -> line.contains(id)).count();
  }

  /** Until there is no room for another byte. */
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("No space"), full::toString);
    }
  }

  private static void command(String... argv) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(argv).inheritIO().start().waitFor(), String.join(" ", argv));
  }
}
