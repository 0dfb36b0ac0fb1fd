package org.rdkb.dhcpmanager.cli.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.view.Shown;

/** The last events that a subscriber received, with their times. Safe from any thread. */
final class Events {
  private static final int KEPT = 64;

  /** MsgType of the Events element, by number, in the words of RDK's WAN Manager interface. */
  private static final List<String> MESSAGES =
      List.of(
          "CLIENT_STARTED",
          "CLIENT_STOPPED",
          "CLIENT_FAILED",
          "LEASE_UPDATE",
          "LEASE_DEL",
          "LEASE_RENEW");

  /**
   * One event.
   *
   * @param nanos {@link System#nanoTime} of its arrival
   * @param event what came
   */
  record Arrival(long nanos, ReceivedEvent event) {
    String message() {
      return event.data().value("MsgType").map(Arrival::message).orElse(event.type().name());
    }

    /** What a person wants to see of it. */
    String line() {
      String lease =
          event
              .data()
              .value("LeaseInfo")
              .map(v -> v instanceof BusValue.Bytes b ? b.value().length() + " octets" : "?")
              .map(size -> ", LeaseInfo " + size)
              .orElse("");
      String interfaceName = event.data().value("IfName").map(Shown::text).orElse("?");
      return message() + ", IfName " + interfaceName + lease;
    }

    private static String message(BusValue value) {
      if (value instanceof BusValue.Whole number) {
        long n = number.value();
        return n >= 0 && n < MESSAGES.size() ? MESSAGES.get((int) n) : "MsgType " + n;
      }
      return "MsgType of type " + value.type();
    }
  }

  private final Deque<Arrival> kept = new ArrayDeque<>();
  private final Semaphore arrivals = new Semaphore(0);

  synchronized void received(ReceivedEvent event) {
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(new Arrival(System.nanoTime(), event));
    arrivals.release();
  }

  synchronized List<Arrival> all() {
    return new ArrayList<>(kept);
  }

  synchronized Optional<Arrival> first(Predicate<Arrival> wanted, long afterNanos) {
    return kept.stream().filter(a -> a.nanos() - afterNanos >= 0).filter(wanted).findFirst();
  }

  /** Waits for the next event or until the time is over. */
  void await(Duration time) throws InterruptedException {
    if (arrivals.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
      arrivals.drainPermits();
    }
  }
}
