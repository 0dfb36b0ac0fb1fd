package org.rdkb.dhcpmanager.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.rdkb.dhcpmanager.core.relay.RelayRefusal;

/** What became of messages in the relay, since the start. Any thread may count and read. */
public final class RelayCounters {
  /** What is no refusal. */
  public enum Event {
    /** A client's message went to a server. */
    FORWARDED,
    /** A server's answer went to a client. */
    DELIVERED,
    /** The kernel did not take a message. */
    NOT_SENT
  }

  private final Map<Event, LongAdder> events = new EnumMap<>(Event.class);
  private final Map<RelayRefusal, LongAdder> refusals = new EnumMap<>(RelayRefusal.class);

  RelayCounters() {
    for (Event event : Event.values()) {
      events.put(event, new LongAdder());
    }
    for (RelayRefusal refusal : RelayRefusal.values()) {
      refusals.put(refusal, new LongAdder());
    }
  }

  void count(Event event) {
    in(events, event).increment();
  }

  /** Counts, and says how many there are now. */
  long count(RelayRefusal refusal) {
    LongAdder adder = in(refusals, refusal);
    adder.increment();
    return adder.sum();
  }

  /**
   * How often.
   *
   * @param event which
   * @return since the start
   */
  public long of(Event event) {
    return in(events, event).sum();
  }

  /**
   * How often.
   *
   * @param refusal which
   * @return since the start
   */
  public long of(RelayRefusal refusal) {
    return in(refusals, refusal).sum();
  }

  private static <E extends Enum<E>> LongAdder in(Map<E, LongAdder> adders, E which) {
    LongAdder adder = adders.get(which);
    if (adder == null) {
      throw new IllegalStateException(which.name());
    }
    return adder;
  }
}
