package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;

/**
 * Makes decisions durable, in their order, on {@code dhcp-leases}: all that came while the disk was
 * busy in one commit; then what waits for it happens.
 */
final class LeaseWriter implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(LeaseWriter.class);
  private static final int MOST = 4096;

  /** How much a crash may forget where no ACK waits for the disk, beside a slow disk's own time. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LAST_WRITE = Duration.ofSeconds(5);

  /**
   * Changes, and what they allow.
   *
   * @param changes none of them an offer
   * @param then runs when they would survive a crash
   */
  record Pending(List<PoolLease> changes, Runnable then) {}

  private final LeaseBackend backend;
  private final Supplier<Now> clock;
  private final ServerCounters counters;
  private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST);
  private final Thread thread = new Thread(this::run, "dhcp-leases");
  private final Durability durability;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean failing;

  private LeaseWriter(
      LeaseBackend backend, Durability durability, Supplier<Now> clock, ServerCounters counters) {
    this.backend = backend;
    this.durability = durability;
    this.clock = clock;
    this.counters = counters;
    thread.setDaemon(true);
  }

  static LeaseWriter start(
      LeaseBackend backend, Durability durability, Supplier<Now> clock, ServerCounters counters) {
    LeaseWriter writer = new LeaseWriter(backend, durability, clock, counters);
    writer.thread.start();
    return writer;
  }

  /** Waits for room as long as a disk may be slow; false: not taken. */
  boolean offer(Pending pending) throws InterruptedException {
    return waiting.offer(pending, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    List<Pending> batch = new ArrayList<>();
    try {
      while (closing.getCount() > 0 || !waiting.isEmpty()) {
        Pending first = waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, MOST - 1);
          commit(batch);
          batch.clear();
          if (durability == Durability.ASYNC && waiting.size() < MOST / 2) {
            gather();
          }
        }
      }
    } catch (InterruptedException stop) {
      log.debug("stopped with {} unwritten", waiting.size());
    }
  }

  /** Nobody waits for the disk: so the next write is a larger one. */
  private void gather() throws InterruptedException {
    if (closing.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS)) {
      log.debug("the last leases are written");
    }
  }

  private void commit(List<Pending> batch) {
    List<PoolLease> changes = new ArrayList<>(batch.size());
    batch.forEach(each -> changes.addAll(each.changes()));
    try {
      Set<Ipv4Address> refused =
          changes.isEmpty() ? Set.of() : backend.commit(changes, clock.get());
      if (failing) {
        failing = false;
        log.info("SERVER-LEASES-STORED again");
      }
      for (Pending each : batch) {
        if (refused.isEmpty() || isNoneOf(refused, each)) {
          each.then().run();
        } else {
          counters.count(ServerCounters.Event.NOT_GIVEN);
        }
      }
    } catch (IOException | RuntimeException failed) {
      batch.forEach(each -> counters.count(ServerCounters.Event.NOT_STORED));
      if (!failing) {
        failing = true;
        log.error("SERVER-LEASES-NOT-STORED no ACK leaves: {}", failed.toString());
      }
    }
  }

  private static boolean isNoneOf(Set<Ipv4Address> refused, Pending pending) {
    return pending.changes().stream().map(PoolLease::address).noneMatch(refused::contains);
  }

  @Override
  public void close() {
    closing.countDown();
    waiting.offer(new Pending(List.of(), () -> {})); // wakes it; where there is no room it is awake
    try {
      thread.join(LAST_WRITE.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
