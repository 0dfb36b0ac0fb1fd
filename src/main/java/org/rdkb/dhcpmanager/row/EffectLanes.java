package org.rdkb.dhcpmanager.row;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * Serial queues over one small pool: work of one row runs in order, one piece at a time; rows run
 * beside each other. A row without work costs nothing.
 *
 * <p>The pool's own queue holds at most one entry per row, so it is bounded by the number of rows.
 */
final class EffectLanes {
  /** Beyond this many waiting pieces a row takes no events from outside. */
  static final int FULL = 64;

  private static final Logger log = LogManager.getLogger(EffectLanes.class);
  private static final int THREADS = 4;

  private final Map<RowId, ArrayDeque<Runnable>> lanes = new HashMap<>();
  private final ExecutorService pool;

  EffectLanes() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "effects-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    pool = threads;
  }

  void run(RowId row, Runnable work) {
    synchronized (lanes) {
      ArrayDeque<Runnable> lane = lanes.get(row);
      if (lane != null) {
        lane.add(work);
        return;
      }
      lane = new ArrayDeque<>();
      lane.add(work);
      lanes.put(row, lane);
    }
    proceed(row);
  }

  private void proceed(RowId row) {
    try {
      pool.execute(() -> drain(row));
    } catch (RejectedExecutionException closed) {
      log.debug("ROW-EFFECTS-DROPPED row={} the lanes are closed", row);
    }
  }

  /** Runs one piece, then queues up again: a busy row takes its turn with the others. */
  private void drain(RowId row) {
    Runnable work;
    synchronized (lanes) {
      ArrayDeque<Runnable> lane = lanes.get(row);
      if (lane == null) {
        return;
      }
      work = lane.getFirst();
    }
    try {
      work.run();
    } catch (RuntimeException | Error bug) {
      log.error("ROW-EFFECT-BUG row={} {}", row, bug.toString(), bug);
    }
    synchronized (lanes) {
      ArrayDeque<Runnable> lane = lanes.get(row);
      if (lane == null) {
        return;
      }
      lane.removeFirst();
      if (lane.isEmpty()) {
        lanes.remove(row);
        lanes.notifyAll();
        return;
      }
    }
    proceed(row);
  }

  /** Pieces waiting or running for a row. */
  int waiting(RowId row) {
    synchronized (lanes) {
      ArrayDeque<Runnable> lane = lanes.get(row);
      return lane == null ? 0 : lane.size();
    }
  }

  /** Lets waiting work finish, for a bounded time. */
  void close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      // A finished piece queues its lane again, so the pool stays open until all lanes are empty.
      awaitIdle(end);
      pool.shutdown();
      if (!pool.awaitTermination(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        log.warn("ROW-EFFECTS-LEFT rows={}", busy());
        pool.shutdownNow();
      }
    } catch (InterruptedException stop) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitIdle(long end) throws InterruptedException {
    synchronized (lanes) {
      long left = end - System.nanoTime();
      while (!lanes.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(lanes, left);
        left = end - System.nanoTime();
      }
    }
  }

  private int busy() {
    synchronized (lanes) {
      return lanes.size();
    }
  }
}
