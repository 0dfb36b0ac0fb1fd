package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/**
 * T12: while nobody is here the client ends, and the kernel gives its number to another process:
 * that one is neither adopted nor signalled, and the row gets a client of its own.
 */
class PidReuseIT {
  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
  private static final int TRIES = 200;

  @Test
  void numberOfTheClient_isSomebodyElsesNow_whoIsLeftAlone()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("reuse")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      String address = lab.get(Lab.ROW + "IPAddress");
      long client = lab.clients().get(0);
      lab.killManager();
      ProcessHandle.of(client).orElseThrow().destroyForcibly();
      Lab.within(5).until(() -> !Files.exists(Path.of("/proc", Long.toString(client))));

      Process other = startAs(client);
      try {
        lab.ready();
        lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
        assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
        List<Long> clients = lab.clients();
        assertEquals(1, clients.size(), clients.toString());
        lab.set(Lab.ROW + "Enable", "false"); // which ends the client, and nobody else
        Lab.within(5).until(() -> !ProcessHandle.of(clients.get(0)).isPresent());
        assertTrue(other.isAlive(), "a stranger was signalled");
        assertEquals(client, other.pid());
      } finally {
        other.destroyForcibly();
      }
    }
  }

  /**
   * A shell that waits for input, so that nearly every signal would end it. The kernel gives the
   * next free number after the last; others may be faster.
   */
  private static Process startAs(long pid) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Files.writeString(LAST_PID, Long.toString(pid - 1));
      Process started = new ProcessBuilder("sh", "-c", "read line").start();
      if (started.pid() == pid) {
        return started;
      }
      started.destroyForcibly();
      assertTrue(started.waitFor(5, TimeUnit.SECONDS));
    }
    throw new AssertionError("number " + pid + " was not given in " + TRIES + " tries");
  }
}
