package org.rdkb.dhcpmanager.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.component.FakeKernel;
import org.rdkb.dhcpmanager.component.FakeLauncher;
import org.rdkb.dhcpmanager.component.ManualClock;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.DhcpStatus;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.Samples;
import org.rdkb.dhcpmanager.core.client.StandaloneSystemEvents;
import org.rdkb.dhcpmanager.row.ClientPorts;
import org.rdkb.dhcpmanager.row.RowOwner;

/**
 * A disk whose fsync does not return for now: more rows than there are threads get a lease. The
 * kernel has every one of them, and whoever asks is answered, before the disk has any.
 */
class SlowDiskTest {
  private static final int ROWS = 20;

  @TempDir Path parent;
  private final CountDownLatch disk = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private final FakeKernel kernel = new FakeKernel();
  private final FakeLauncher launcher = new FakeLauncher();
  private final Set<RowId> stored = new ConcurrentSkipListSet<>(SlowDiskTest::byNumber);

  private static int byNumber(RowId one, RowId other) {
    return Integer.compare(one.instance(), other.instance());
  }

  private static RowId row(int number) {
    return new RowId(Family.V4, number);
  }

  private void fsync() {
    waiting.incrementAndGet();
    try {
      assertTrue(disk.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void everyRowGetsItsLease_andIsStoredAfterwards() throws IOException {
    Path real = parent.resolve("state");
    try (StateFolder folder = StateFolder.open(new MortalFiles(this::fsync).of(real))) {
      LeaseFiles.Clocks clocks =
          new LeaseFiles.Clocks(UnaryOperator.identity(), UnaryOperator.identity(), "boot");
      RowOwner owner = owner(new LeaseFiles(folder, clocks, LeaseListener.NONE));
      try {
        owner.start();
        for (int number = 1; number <= ROWS; number++) {
          bind(owner, number);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> kernel.addresses.size() == ROWS);
        await().until(() -> waiting.get() > 0);
        assertEquals(Set.of(), stored);
        for (int number = 1; number <= ROWS; number++) {
          RowId row = row(number);
          await().until(() -> owner.snapshot(row).state().dhcpStatus() == DhcpStatus.BOUND);
        }
        disk.countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> stored.size() == ROWS);
        assertTrue(Files.readString(real.resolve("dhcpLease_20_v4")).contains("192.0.2.20"));
      } finally {
        disk.countDown();
        owner.close();
      }
    }
  }

  private RowOwner owner(LeaseFiles leases) {
    return new RowOwner(
        new ManualClock(Samples.NOW),
        (family, name) -> kernel.link(name),
        Duration.ZERO,
        new ClientPorts(
            launcher,
            kernel,
            leases,
            (row, notice) -> {},
            event -> {},
            new StandaloneSystemEvents()),
        (before, after) -> {});
  }

  private void bind(RowOwner owner, int number) {
    String name = "eth" + number;
    RowId row = row(number);
    kernel.links.put(name, LinkState.READY);
    owner.begin(row, ClientEvent.Recovered.fresh(ClientConfiguration.EMPTY, LinkState.ABSENT));
    owner.configure(row, new ClientConfiguration(true, name, "", List.of(1), List.of()));
    await().until(() -> owner.snapshot(row).state().dhcpStatus() == DhcpStatus.SELECTING);
    LeaseReport report = new LeaseReport.Granted(Samples.lease("192.0.2." + number, 3600));
    assertTrue(owner.report(row, new ClientEvent.LeaseReported(report), () -> stored.add(row)));
  }
}
