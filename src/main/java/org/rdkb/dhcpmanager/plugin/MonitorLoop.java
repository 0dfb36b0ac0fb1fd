package org.rdkb.dhcpmanager.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The monitor's thread: waits for the socket and the doorbell, and outlives whatever comes. After
 * an unexpected exception everything it listens with is made anew.
 */
final class MonitorLoop implements Runnable {
  private static final Logger log = LogManager.getLogger(MonitorLoop.class);

  /** How soon a full sink, or a port that could not be bound again, is tried again. */
  private static final long RETRY_MILLIS = 50;

  /** Nothing is due then; no wait is without a bound. */
  private static final long IDLE_MILLIS = 60_000;

  private static final Duration QUIET = Duration.ofMinutes(1);

  private final ZContext context;
  private final Doorbell doorbell;
  private final ZMQ.Socket rings;
  private final Callable<Intake> opening;
  private final Reception reception;
  private final Tally tally;
  private @Nullable Intake intake;
  private boolean faulty;
  private long quietUntil = System.nanoTime();
  private volatile boolean stopping;

  MonitorLoop(
      ZContext context,
      Doorbell doorbell,
      Callable<Intake> opening,
      Intake first,
      Reception reception,
      Tally tally) {
    this.context = context;
    this.doorbell = doorbell;
    this.rings = doorbell.listen();
    this.opening = opening;
    this.intake = first;
    this.reception = reception;
    this.tally = tally;
  }

  /** To be followed by a ring. */
  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    while (!stopping) {
      try (ZMQ.Poller poller = context.createPoller(2)) {
        serve(poller);
      } catch (RuntimeException fault) { // the loop must outlive any fault of ours
        tally.faults.increment();
        faulty = true;
        tell(fault);
        closeIntake();
      }
    }
    closeIntake();
    rings.close();
  }

  /** The first of a minute with its trace, the others only counted. */
  private void tell(RuntimeException fault) {
    long now = System.nanoTime();
    if (now - quietUntil >= 0) {
      quietUntil = now + QUIET.toNanos();
      log.error("MONITOR-FAULT socket is rebuilt", fault);
    } else {
      log.debug("MONITOR-FAULT socket is rebuilt reason={}", fault.toString());
    }
  }

  private void serve(ZMQ.Poller poller) {
    int bell = poller.register(rings, ZMQ.Poller.POLLIN);
    if (faulty) { // a fault that stays must not turn the loop into a race
      faulty = false;
      poller.poll(RETRY_MILLIS);
    }
    if (intake == null) {
      reopen();
    }
    Intake listening = intake;
    if (listening != null) {
      listening.register(poller);
    }
    while (!stopping) {
      boolean soon = reception.hasAgain() || listening == null;
      poller.poll(soon ? RETRY_MILLIS : IDLE_MILLIS);
      if (poller.pollin(bell)) {
        reception.drainAll(doorbell.hear(rings));
      }
      reception.drainAll(reception.takeAgain());
      if (listening == null) {
        return; // to try the port once more, with another poller
      }
      listening.receive(receiver());
    }
  }

  private Intake.Receiver receiver() {
    return new Intake.Receiver() {
      @Override
      public String message(byte[] bytes) {
        return reception.fromSocket(bytes);
      }

      @Override
      public void refused(Refusal reason, int bytes) {
        reception.refused(reason, "socket", bytes);
      }
    };
  }

  private void reopen() {
    try {
      intake = opening.call();
      log.info("MONITOR-REBUILT");
    } catch (Exception taken) { // the old socket is still closing, or somebody was faster
      log.debug("MONITOR-REBUILD-LATER reason={}", taken.toString());
    }
  }

  private void closeIntake() {
    Intake open = intake;
    intake = null;
    if (open != null) {
      open.close();
    }
  }
}
