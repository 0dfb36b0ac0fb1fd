package org.rdkb.dhcpmanager.rbus;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.broker.BrokerStats;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * Sees to it that somebody serves the address: when nobody has for a while, this process does. The
 * thread {@code bus-keeper} looks; it never ends a broker that serves, here or elsewhere.
 *
 * <p>Who joined gives the broker that went some seconds to come back, and a random part of a second
 * more, so that of several that wait one is first and the others join it.
 */
final class BrokerKeeper implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(BrokerKeeper.class);

  /** How long a foreign broker may be away before its place is taken. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

  /**
   * When to look and when to act; each at least 1 ms.
   *
   * @param look between two looks
   * @param grace without any broker before one is started
   * @param longest pause after failures, which doubles from {@code look}
   */
  record Pace(Duration look, Duration grace, Duration longest) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(1), GRACE, Duration.ofSeconds(30));
  }

  private final BusAddress address;
  private final BooleanSupplier connected;
  private final Pace pace;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "bus-keeper");
  private volatile @Nullable Broker broker;

  BrokerKeeper(BusAddress address, Optional<Broker> broker, BooleanSupplier connected, Pace pace) {
    this.address = address;
    this.broker = broker.orElse(null);
    this.connected = connected;
    this.pace = pace;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    Absence absence = new Absence();
    try {
      while (!closed.await(pace.look().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          look(absence);
        } catch (RuntimeException bug) {
          log.error("BUS-KEEPER-FAILED address={}", address, bug);
        }
      }
    } catch (InterruptedException stop) {
      log.warn("BUS-KEEPER-INTERRUPTED");
    }
  }

  /** How long nobody has served, and when to try next; in nanoseconds of the steady clock. */
  private final class Absence {
    private boolean seen;
    private long tryAt;
    private long pause;

    void over() {
      seen = false;
    }

    boolean isLong(boolean wasOurs) {
      long now = System.nanoTime();
      if (!seen) {
        seen = true;
        pause = pace.look().toNanos();
        long wait = wasOurs ? pause : pace.grace().toNanos();
        tryAt = now + wait + ThreadLocalRandom.current().nextLong(pause);
      }
      return now - tryAt >= 0;
    }

    void failed() {
      pause = Math.min(2 * pause, pace.longest().toNanos());
      tryAt = System.nanoTime() + pause;
    }
  }

  private void look(Absence absence) {
    Broker own = broker;
    if (own == null ? connected.getAsBoolean() : own.isServing()) {
      absence.over();
    } else if (absence.isLong(own != null)) {
      takeOver(absence);
    }
  }

  private void takeOver(Absence absence) {
    try {
      Broker fresh = Broker.open(address);
      log.warn("BUS-TAKEN-OVER address={} reason=nobody served it", address);
      broker = fresh;
      absence.over();
      if (closed.getCount() == 0) {
        fresh.close();
      }
    } catch (IOException refused) {
      // Most likely another one was first, and the peer is about to join it.
      broker = null;
      absence.failed();
      log.info("BUS-NOT-TAKEN-OVER address={} reason={}", address, refused.getMessage());
    }
  }

  boolean runsBroker() {
    Broker own = broker;
    return own != null && own.isServing();
  }

  Optional<BrokerStats> stats() {
    return Optional.ofNullable(broker).map(Broker::stats);
  }

  /** Ends the broker if it is ours; waits a bounded time. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    Broker own = broker;
    if (own != null) {
      own.close();
    }
  }
}
