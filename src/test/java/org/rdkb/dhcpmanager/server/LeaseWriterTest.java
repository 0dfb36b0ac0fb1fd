package org.rdkb.dhcpmanager.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;

/** What is on disk when an answer leaves. */
class LeaseWriterTest {
  private static final HardwareAddress HARDWARE =
      HardwareAddress.parse("02:00:00:00:00:01").orElseThrow();

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final ServerCounters counters = new ServerCounters();

  /** A disk that says how many leases each commit had, and may wait or fail. */
  private final class Disk implements LeaseBackend {
    private final CountDownLatch free = new CountDownLatch(1);
    private volatile boolean full;

    @Override
    public void recall(Now now, Consumer<PoolLease> leases) {}

    @Override
    public Set<Ipv4Address> commit(List<PoolLease> changes, Now now) throws IOException {
      try {
        free.await();
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
      if (full) {
        throw new IOException("no space left");
      }
      events.add("commit " + changes.size());
      return Set.of();
    }

    @Override
    public void close() {}
  }

  private final Disk disk = new Disk();

  private LeaseWriter writer(Durability durability) {
    return LeaseWriter.start(disk, durability, () -> new Now(0, 0), counters);
  }

  private LeaseWriter.Pending lease(int number) {
    ClientKey client = ClientKey.identifiedBy(Octets.utf8("client " + number));
    Ipv4Address address = new Ipv4Address(0x0a000000 + number);
    PoolLease lease =
        new PoolLease(address, client, HARDWARE, PoolLease.Phase.LEASED, Now.NEVER, "");
    return new LeaseWriter.Pending(List.of(lease), () -> events.add("answer " + number));
  }

  private void awaitAnswers(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> answers().size() == count);
  }

  private List<String> answers() {
    synchronized (events) {
      return events.stream().filter(LeaseWriterTest::isAnswer).toList();
    }
  }

  private static boolean isAnswer(String event) {
    return event.startsWith("answer");
  }

  @Test
  void answer_leavesAfterItsLeaseIsOnDisk_oneWriteForAllThatCameMeanwhile()
      throws InterruptedException {
    try (LeaseWriter writer = writer(Durability.SYNC)) {
      for (int i = 1; i <= 20; i++) {
        assertTrue(writer.offer(lease(i)));
      }
      assertEquals(List.of(), events);
      disk.free.countDown();
      awaitAnswers(20);
    }
    List<String> commits = events.stream().filter(e -> e.startsWith("commit")).toList();
    assertTrue(commits.size() <= 2, events.toString());
    assertTrue(events.get(0).startsWith("commit"), events.toString());
    assertEquals(IntStream.rangeClosed(1, 20).mapToObj(i -> "answer " + i).toList(), answers());
  }

  @Test
  void lease_thatIsNotOnDisk_hasNoAnswer_andIsCounted() throws InterruptedException {
    disk.full = true;
    disk.free.countDown();
    try (LeaseWriter writer = writer(Durability.SYNC)) {
      assertTrue(writer.offer(lease(1)));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> counters.of(ServerCounters.Event.NOT_STORED) == 1);
    }
    assertEquals(List.of(), events);
  }

  @Test
  void async_gathers_andWritesWhatWaitsWhenItEnds() throws InterruptedException {
    disk.free.countDown();
    try (LeaseWriter writer = writer(Durability.ASYNC)) {
      assertTrue(writer.offer(lease(1)));
      awaitAnswers(1);
      assertTrue(writer.offer(lease(2)));
      assertTrue(writer.offer(lease(3)));
    }
    assertEquals(3, answers().size());
  }
}
