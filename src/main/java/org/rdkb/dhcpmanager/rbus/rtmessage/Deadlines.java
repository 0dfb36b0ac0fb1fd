package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** The thread {@code bus-publisher}: runs what is due now, in order, and what is due later. */
public final class Deadlines implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Deadlines.class);
  private static final int MOST_NOW = 4096;
  private static final int MOST_LATER = 65_536;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

  private record Later(long dueNanos, long order, Runnable task) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Runnable> now = new ArrayDeque<>();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(
          (a, b) ->
              a.dueNanos() != b.dueNanos()
                  ? Long.signum(a.dueNanos() - b.dueNanos())
                  : Long.compare(a.order(), b.order()));
  private final Thread thread = new Thread(this::run, "bus-publisher");
  private long order;
  private boolean closing;

  /** Starts the thread. */
  public Deadlines() {
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs a task after those before it.
   *
   * @param task what it throws is logged
   * @return false if too many wait
   */
  public boolean now(Runnable task) {
    lock.lock();
    try {
      if (closing || now.size() == MOST_NOW) {
        return false;
      }
      now.add(task);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs a task after a delay.
   *
   * @param delay not negative
   * @param task what it throws is logged
   * @return false if too many wait
   */
  public boolean after(Duration delay, Runnable task) {
    lock.lock();
    try {
      if (closing || later.size() == MOST_LATER) {
        return false;
      }
      later.add(new Later(System.nanoTime() + delay.toNanos(), order++, task));
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException bug) {
        log.error("BUS-PUBLISHER-FAILED", bug);
      }
    }
  }

  /** Waits for the next task; null once closed and everything due is done. */
  private @Nullable Runnable next() {
    lock.lock();
    try {
      while (true) {
        Later first = later.peek();
        long wait = first == null ? Long.MAX_VALUE : first.dueNanos() - System.nanoTime();
        if (wait <= 0 && !closing) {
          return later.remove().task();
        }
        if (!now.isEmpty()) {
          return now.remove();
        }
        if (closing) {
          return null;
        }
        await(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // next() is the loop
  private void await(long nanos) {
    try {
      if (nanos == Long.MAX_VALUE) {
        changed.await();
      } else {
        changed.await(nanos, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stop) {
      // Only this class knows the thread, and it stops by a message.
      log.warn("BUS-PUBLISHER-INTERRUPTED");
    }
  }

  /** Finishes what is due now and stops; waits at most 1 s. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.error("BUS-THREAD-STUCK thread={}", thread.getName());
    }
  }
}
