package org.rdkb.dhcpmanager.row;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Serial queues over two small pools: work of one row runs in order, one stage of one piece at a
 * time; rows run beside each other. What waits for the disk does so on threads of its own: however
 * slow that is, it holds up the row itself and no other. A row without work costs nothing.
 *
 * <p>The pools' own queues hold at most one entry per row, so they are bounded by the number of
 * rows.
 */
final class EffectLanes {
  /** Beyond this many waiting pieces a row takes no events from outside. */
  static final int FULL = 64;

  private static final Logger log = LogManager.getLogger(EffectLanes.class);
  private static final int THREADS = 4;

  private final Map<RowId, ArrayDeque<Piece>> lanes = new HashMap<>();
  private final Map<Place, ExecutorService> pools =
      Map.of(Place.EFFECTS, pool("effects-"), Place.DISK, pool("disk-"));

  /** Which threads do something. */
  enum Place {
    EFFECTS,
    DISK
  }

  /** A part of a piece of work. */
  record Stage(Place place, Runnable work) {}

  /** Stages that are left, the next one first. */
  private record Piece(ArrayDeque<Stage> stages) {}

  private static ExecutorService pool(String name) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, name + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  void run(RowId row, Runnable work) {
    run(row, List.of(new Stage(Place.EFFECTS, work)));
  }

  /**
   * One piece of work.
   *
   * @param stages at least one
   */
  void run(RowId row, List<Stage> stages) {
    Piece piece = new Piece(new ArrayDeque<>(stages));
    synchronized (lanes) {
      ArrayDeque<Piece> lane = lanes.get(row);
      if (lane != null) {
        lane.add(piece);
        return;
      }
      lane = new ArrayDeque<>();
      lane.add(piece);
      lanes.put(row, lane);
    }
    proceed(row, stages.get(0).place());
  }

  private void proceed(RowId row, Place place) {
    try {
      Objects.requireNonNull(pools.get(place)).execute(() -> drain(row));
    } catch (RejectedExecutionException closed) {
      log.debug("ROW-EFFECTS-DROPPED row={} the lanes are closed", row);
    }
  }

  /** Runs one stage, then queues up again: a busy row takes its turn with the others. */
  private void drain(RowId row) {
    Stage stage;
    synchronized (lanes) {
      ArrayDeque<Piece> lane = lanes.get(row);
      if (lane == null) {
        return;
      }
      stage = lane.getFirst().stages().removeFirst();
    }
    try {
      stage.work().run();
    } catch (RuntimeException | Error bug) {
      log.error("ROW-EFFECT-BUG row={} {}", row, bug.toString(), bug);
    }
    Place next;
    synchronized (lanes) {
      ArrayDeque<Piece> lane = lanes.get(row);
      if (lane == null) {
        return;
      }
      if (lane.getFirst().stages().isEmpty()) {
        lane.removeFirst();
      }
      if (lane.isEmpty()) {
        lanes.remove(row);
        lanes.notifyAll();
        return;
      }
      next = lane.getFirst().stages().getFirst().place();
    }
    proceed(row, next);
  }

  /** Pieces waiting or running for a row. */
  int waiting(RowId row) {
    synchronized (lanes) {
      ArrayDeque<Piece> lane = lanes.get(row);
      return lane == null ? 0 : lane.size();
    }
  }

  /** Lets waiting work finish, for a bounded time. */
  void close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      // A finished stage queues its lane again, so the pools stay open until all lanes are empty.
      awaitIdle(end);
      for (ExecutorService pool : pools.values()) {
        pool.shutdown();
        if (!pool.awaitTermination(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          log.warn("ROW-EFFECTS-LEFT rows={}", busy());
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    pools.values().forEach(ExecutorService::shutdownNow);
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
