package org.rdkb.dhcpmanager.store.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.store.LeaseListener;
import org.rdkb.dhcpmanager.store.StateFolder;

/**
 * Writes what becomes of the leases, beside and after everything else: whoever reports a change
 * never waits. One transaction takes all that has come while the one before was written, and there
 * is at most one a second, so that a storm wears the flash no more than a second's worth of calm.
 * The database is opened when there is something to write first.
 */
public final class LeaseHistory implements LeaseListener, AutoCloseable {
  private static final Logger log = LogManager.getLogger(LeaseHistory.class);
  private static final int WAITING = 1024;
  private static final Duration LULL = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration LAST_WRITE = Duration.ofSeconds(2);

  private final StateFolder folder;
  private final Bounds bounds;
  private final InstantSource wallClock;

  /** Absent: nothing more will come. */
  private final BlockingQueue<Optional<LeaseChange>> waiting = new ArrayBlockingQueue<>(WAITING);

  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong();
  private final Thread writer = new Thread(this::write, "history");
  private volatile boolean closing;
  private @Nullable Database database;
  private boolean failing;
  private long notBefore = System.nanoTime();

  private LeaseHistory(StateFolder folder, Bounds bounds, InstantSource wallClock) {
    this.folder = folder;
    this.bounds = bounds;
    this.wallClock = wallClock;
  }

  /**
   * Starts to take changes.
   *
   * @param folder the state folder
   * @param run where the database's native code may be unpacked: a folder of ours alone
   * @param bounds how much is kept
   * @param wallClock for the time of a change
   * @return to be closed in the end
   */
  public static LeaseHistory start(
      StateFolder folder, Path run, Bounds bounds, InstantSource wallClock) {
    NativeCode.unpackIn(run);
    LeaseHistory history = new LeaseHistory(folder, bounds, wallClock);
    history.writer.setDaemon(true);
    history.writer.start();
    return history;
  }

  @Override
  public void stored(RowId row, SortedMap<String, String> before, SortedMap<String, String> after) {
    LeaseChange change =
        new LeaseChange(row, wallClock.instant(), Cause.of(before, after), before, after);
    if (closing || !waiting.offer(Optional.of(change))) {
      lost.incrementAndGet();
    }
  }

  /**
   * What became of the changes.
   *
   * @return since the start
   */
  public HistoryCounters counters() {
    return new HistoryCounters(written.get(), lost.get(), transactions.get());
  }

  private void write() {
    List<LeaseChange> batch = new ArrayList<>();
    try {
      while (!closing || !waiting.isEmpty()) {
        if (!next(batch)) {
          continue;
        }
        write(batch);
        notBefore = System.nanoTime() + LULL.toNanos();
        batch.clear();
      }
    } catch (InterruptedException stop) {
      lost.addAndGet(batch.size() + waiting.size());
      Thread.currentThread().interrupt();
    } finally {
      letGo();
    }
  }

  /** A damaged database is set aside, and the batch goes to a new one. */
  private void write(List<LeaseChange> batch) {
    for (int attempt = 1; ; attempt++) {
      try {
        Database open = database == null ? Database.toWrite(folder.history()) : database;
        database = open;
        open.write(batch, bounds, wallClock.instant());
        succeeded(batch.size());
        return;
      } catch (SQLException refused) {
        letGo();
        if (attempt == 2 || !Database.isDamage(refused)) {
          failed(batch.size(), refused);
          return;
        }
        folder.setAsideHistory(String.valueOf(refused.getMessage()));
      }
    }
  }

  /** All that has come, after the lull that makes a storm one batch. */
  private boolean next(List<LeaseChange> batch) throws InterruptedException {
    Optional<LeaseChange> change = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    while (change != null && change.isPresent()) {
      batch.add(change.get());
      if (batch.size() == WAITING) {
        break; // before another one is taken
      }
      long lull = Math.max(0, notBefore - System.nanoTime());
      change = waiting.poll(closing ? 0 : lull, TimeUnit.NANOSECONDS);
    }
    return !batch.isEmpty();
  }

  private void succeeded(int changes) {
    written.addAndGet(changes);
    transactions.incrementAndGet();
    if (failing) {
      failing = false;
      log.info("HISTORY-RESUMED lost={}", lost.get());
    }
  }

  private void failed(int changes, SQLException refused) {
    lost.addAndGet(changes);
    if (!failing) {
      failing = true;
      log.error("HISTORY-NOT-WRITTEN file={} reason={}", folder.history(), refused.getMessage());
    }
  }

  private void letGo() {
    Database open = database;
    database = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (SQLException failed) {
      log.warn("HISTORY-NOT-CLOSED reason={}", failed.getMessage());
    }
  }

  /** Writes what waits, for a bounded time. */
  @Override
  public void close() {
    closing = true;
    waiting.offer(Optional.empty()); // wakes the writer; where there is no room it is awake
    try {
      writer.join(LAST_WRITE.toMillis());
      if (writer.isAlive()) {
        writer.interrupt();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
