package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.plugin.ClientTokens;
import org.rdkb.dhcpmanager.plugin.LeaseMonitor;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.plugin.MonitorStartException;

/** What a machine can have against the lease monitor, and how it is told. */
class MonitorStartIT {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String ADDRESS = "tcp://127.0.0.1:50324";

  @TempDir Path folder;
  private final ClientTokens tokens = new ClientTokens();
  private final List<Long> taken = new CopyOnWriteArrayList<>();

  private LeaseMonitor monitor() {
    return new LeaseMonitor(
        MonitorAddress.parse(ADDRESS),
        folder.resolve("spool"),
        tokens,
        (row, sequence, report, age) -> taken.add(sequence),
        InstantSource.system());
  }

  @Test
  void loopbackDown_isSaidSo_withWhatMendsIt()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          try (LeaseMonitor monitor = monitor()) {
            start(monitor);
            assertEquals(
                Optional.of("the loopback interface is down; ip link set lo up"),
                monitor.trouble());
          }
        });
  }

  /** The kernel refuses packets to that port, as a firewall does; the bind succeeds. */
  @Test
  void firewall_isSaidSo_andMessagesComeByTheirFiles()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          PrivateNetwork.command("ip link set lo up");
          try (LeaseMonitor monitor = monitor()) {
            start(monitor);
            assertEquals(Optional.empty(), monitor.trouble());
          }
          PrivateNetwork.command("ip rule add pref 1 lookup local");
          // 6 is TCP: its name is in a file that a small machine lacks.
          PrivateNetwork.command("ip rule add pref 0 ipproto 6 dport 50324 prohibit");
          PrivateNetwork.command("ip rule del pref 0 lookup local");
          tokens.trust(ROW, "eth0", TOKEN);
          try (LeaseMonitor monitor = monitor()) {
            start(monitor);
            String trouble = monitor.trouble().orElseThrow();
            assertTrue(trouble.endsWith("; look at the firewall"), trouble);
            Path row = monitor.prepare(ROW);
            String text = "DHCPMGR 1 deconfig " + TOKEN + " 1\ninterface=eth0\0";
            Files.write(row.resolve(".new.1"), text.getBytes(StandardCharsets.US_ASCII));
            Files.move(row.resolve(".new.1"), row.resolve("1"), StandardCopyOption.ATOMIC_MOVE);
            await().untilAsserted(() -> assertEquals(List.of(1L), taken));
          }
        });
  }

  private static void start(LeaseMonitor monitor) {
    try {
      monitor.start();
    } catch (MonitorStartException refused) {
      throw new AssertionError(refused);
    }
  }
}
