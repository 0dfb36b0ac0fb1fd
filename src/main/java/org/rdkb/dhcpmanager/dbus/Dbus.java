package org.rdkb.dhcpmanager.dbus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.Provider;

/**
 * The data model on a D-Bus. A bus that is not there, or goes, is looked for again: at once, then
 * after 1, 2, 4 … 60 s.
 */
public final class Dbus implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Dbus.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final Duration JOIN = Duration.ofSeconds(2);

  private final DbusAddress address;
  private final Desk desk;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private volatile Optional<Session> session = Optional.empty();

  private Dbus(DbusAddress address, Desk desk) {
    this.address = address;
    this.desk = desk;
  }

  /**
   * Starts to serve; returns at once, whether or not a bus is there.
   *
   * @param address where the bus daemon is
   * @param provider what is served
   * @return until it is closed
   * @throws LinkageError if the library's jars are not on the class path
   */
  public static Dbus start(DbusAddress address, Provider provider) {
    Session.needsLibrary();
    Dbus started = new Dbus(address, new Desk(provider));
    Thread thread = new Thread(started::run, "dbus");
    thread.setDaemon(true);
    started.threads.add(thread);
    thread.start();
    return started;
  }

  /**
   * Hands an event to the bus; never waits. While there is no bus, nobody listens.
   *
   * @param event what happened
   */
  public void publish(BusEvent event) {
    session.ifPresent(open -> open.publish(event));
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    String told = "";
    boolean isOpen = true;
    while (isOpen) {
      try (Session opened = Session.open(address, desk)) {
        session = Optional.of(opened);
        log.info("DBUS-OPEN address={} name={}", address, Desk.INTERFACE);
        told = "";
        pause = FIRST_PAUSE;
        opened.serve();
      } catch (IOException | RuntimeException lost) {
        String reason = String.valueOf(lost.getMessage());
        if (closed.getCount() > 0 && !reason.equals(told)) {
          log.warn("DBUS-NOT-OPEN address={} reason={}; is tried again", address, reason);
          told = reason;
        }
      }
      session = Optional.empty();
      isOpen = isOpenAfter(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private boolean isOpenAfter(Duration pause) {
    try {
      return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Leaves the bus. */
  @Override
  public void close() {
    closed.countDown();
    session.ifPresent(Session::close);
    for (Thread thread : threads) {
      thread.interrupt(); // it may be about to connect
      try {
        thread.join(JOIN.toMillis());
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      if (thread.isAlive()) {
        log.warn("STOP-INCOMPLETE thread={}", thread.getName());
      }
    }
  }
}
