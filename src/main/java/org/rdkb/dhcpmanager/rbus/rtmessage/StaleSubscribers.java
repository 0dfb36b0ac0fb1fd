package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * Drops subscribers that went while nobody told us: it compares with the clients that the broker
 * knows, some time after each connection, and then now and again.
 */
final class StaleSubscribers {
  private static final Logger log = LogManager.getLogger(StaleSubscribers.class);

  /** Stock clients are back within about 8 s: three tries 1 s apart, then a pause of 5 s. */
  private static final Duration FIRST = Duration.ofSeconds(15);

  private static final Duration EVERY = Duration.ofSeconds(60);
  private static final Duration CROWDED_EVERY = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

  private final Exchange exchange;
  private final Deadlines deadlines;
  private final Subscribers subscribers;
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong lastCrowded =
      new AtomicLong(System.nanoTime() - CROWDED_EVERY.toNanos());

  StaleSubscribers(Exchange exchange, Deadlines deadlines, Subscribers subscribers) {
    this.exchange = exchange;
    this.deadlines = deadlines;
    this.subscribers = subscribers;
  }

  /** There is a new connection to a broker. */
  void registered() {
    long connection = connections.incrementAndGet();
    deadlines.after(FIRST, () -> check(connection));
  }

  private void check(long connection) {
    if (connection != connections.get()) {
      return;
    }
    if (!subscribers.all().isEmpty()) {
      check();
    }
    deadlines.after(EVERY, () -> check(connection));
  }

  /** Room is needed: compares now, unless that was just done. */
  void crowded() {
    long now = System.nanoTime();
    long before = lastCrowded.get();
    if (now - before >= CROWDED_EVERY.toNanos() && lastCrowded.compareAndSet(before, now)) {
      check();
    }
  }

  /** Compares once; the answer comes on the reader's thread. */
  private void check() {
    try {
      exchange
          .ask(0, ControlTopic.COMPONENTS, ControlJson.nothing(), ANSWER_WITHIN)
          .whenComplete((answer, failure) -> compare(answer))
          .isDone();
    } catch (BusException lost) {
      log.debug("BUS-STALE-CHECK-LATER reason={}", lost.reason());
    }
  }

  private void compare(@Nullable Frame answer) {
    if (answer == null || answer.has(Frame.UNDELIVERABLE)) {
      return;
    }
    try {
      Set<String> known = Set.copyOf(ControlMessage.parse(answer.payload()).items());
      // A broker that does not list us does not list everybody.
      if (known.contains(exchange.inbox())) {
        subscribers.removeAll(inbox -> !known.contains(inbox));
      }
    } catch (MalformedException unreadable) {
      log.warn("BUS-STALE-CHECK-FAILED reason={}", unreadable.getMessage());
    }
  }
}
