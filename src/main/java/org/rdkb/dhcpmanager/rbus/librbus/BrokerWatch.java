package org.rdkb.dhcpmanager.rbus.librbus;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The thread {@code bus-watch}: notices that the broker has gone or forgotten our elements, and
 * brings everything back when it serves again. librbus reconnects, but registers nothing anew and
 * tells nobody. A broker that is merely stopped keeps its line and loses nothing: that is waited
 * out.
 */
final class BrokerWatch implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(BrokerWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration TRY_EVERY = Duration.ofMillis(100);
  private static final int SILENT_LOOKS = 2;

  /**
   * The library's reader connects anew in any case, and whatever was registered over an earlier
   * connection is lost then: it goes first.
   */
  private static final int LOOKS_BEFORE_OPENING = 2;

  private static final long STOP_WITHIN_MILLIS = 3000;

  private final Session session;
  private final BrokerLine line;
  private final Runnable nudge;
  private final Runnable whenComplete;
  private final Thread thread = new Thread(this::run, "bus-watch");
  private final CountDownLatch stop = new CountDownLatch(1);
  private int silentLooks;

  /**
   * Starts to watch.
   *
   * @param nudge hurries the library's sleeping threads; called while the broker is back and the
   *     library has not noticed
   * @param whenComplete runs each time that all is well: for what could not be done before
   */
  BrokerWatch(Session session, BrokerLine line, Runnable nudge, Runnable whenComplete) {
    this.session = session;
    this.line = line;
    this.nudge = nudge;
    this.whenComplete = whenComplete;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (line) {
      line.connect();
      while (!isStopping()) {
        boolean ended = line.awaitEnd(LOOK_EVERY);
        if (!isStopping() && isLost(ended)) {
          recover();
          silentLooks = 0;
        }
      }
    } catch (IOException | RuntimeException bug) {
      log.error("BUS-WATCH-FAILED", bug);
    } catch (InterruptedException end) {
      // Only this class knows the thread, and it stops by its latch.
      log.warn("BUS-WATCH-INTERRUPTED");
    }
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private boolean isLost(boolean ended) {
    boolean knownDead = !line.isUp() && !line.connect() && line.wasEverUp();
    if (knownDead) {
      return true;
    }
    switch (session.health()) {
      case COMPLETE -> {
        silentLooks = 0;
        whenComplete.run();
        return false;
      }
      case INCOMPLETE -> {
        return true;
      }
      default -> {
        // With a line that holds, the broker is there and only slow, or stopped.
        return (ended || !line.isUp()) && ++silentLooks >= SILENT_LOOKS;
      }
    }
  }

  private void recover() throws InterruptedException {
    long begun = System.nanoTime();
    log.warn("BUS-LOST elements are registered again when the broker serves");
    session.suspend();
    int looks = 0;
    do {
      // Only the library can tell whether a broker listens where we never could connect.
      looks = line.isUp() || line.connect() || !line.wasEverUp() ? looks + 1 : 0;
      if (looks > 0) {
        nudge.run();
      }
      if (looks > LOOKS_BEFORE_OPENING) {
        if (session.reopen(nudge)) {
          log.info("BUS-BACK after={} ms", (System.nanoTime() - begun) / 1_000_000);
          return;
        }
        line.connect(); // it may have gone again
      }
    } while (!stop.await(TRY_EVERY.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Stops; waits a bounded time. */
  @Override
  public void close() {
    stop.countDown();
    line.wake();
    try {
      thread.join(STOP_WITHIN_MILLIS);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.error("BUS-THREAD-STUCK thread={}", thread.getName());
    }
  }
}
