package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.rtmessage.EventMessage.Form;
import org.rdkb.dhcpmanager.rbus.rtmessage.Subscribers.Subscriber;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/**
 * Brings events to their subscribers, to each in order and not faster than it can take them.
 *
 * <p>A stock client drops without a word whatever comes while 25 messages wait for it. So each
 * destination gets 16 messages at once and then one every 2 ms; what is beyond waits here, bounded,
 * and holds up nobody else. Thread of the deadlines only.
 */
final class Courier {
  private static final Logger log = LogManager.getLogger(Courier.class);
  private static final int AT_ONCE = 16;
  private static final long EACH_NANOS = 2_000_000;
  private static final Duration PAUSE = Duration.ofNanos(4 * EACH_NANOS);
  private static final int MOST_FOR_ONE = 2048;
  private static final int MOST_FOR_ALL = 32_768;
  private static final int MANY_LANES = 256;

  /** Where messages leave. */
  interface Outlet {
    /** An event to one subscriber. */
    void event(Subscriber to, ByteBuffer payload) throws BusException;

    /** Whether a subscriber hears of its event without the broker. */
    boolean isDirect(Subscriber to);

    /** The application's octets to whoever listens to a topic. */
    void raw(String topic, ByteBuffer payload) throws BusException;
  }

  private interface Parcel {
    void send(Form form) throws BusException;
  }

  private static final class Lane {
    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private long paidUntil;
    private volatile boolean isAsleep;

    Lane(long now) {
      paidUntil = now;
    }

    boolean isIdle(long now) {
      return waiting.isEmpty() && !isAsleep && paidUntil - now <= 0;
    }
  }

  private final String component;
  private final Deadlines deadlines;
  private final EventForms forms;
  private final Outlet outlet;
  private final Map<String, Lane> lanes = new HashMap<>();
  private int waitingForAll;
  private long dropped;

  Courier(String component, Deadlines deadlines, EventForms forms, Outlet outlet) {
    this.component = component;
    this.deadlines = deadlines;
    this.forms = forms;
    this.outlet = outlet;
  }

  /** An event for one subscriber. */
  void deliver(Subscriber to, EventMessage message) {
    add(
        to.inbox(),
        form -> {
          ItemWriter out = new ItemWriter();
          message.write(out, form);
          outlet.event(to, out.asEvent(to.name(), component));
        });
  }

  boolean hasOwnConnection(Subscriber to) {
    return outlet.isDirect(to);
  }

  /** The application's octets, unwrapped: to one subscriber that has a connection of its own. */
  void raw(Subscriber to, byte[] octets) {
    add(to.inbox(), form -> outlet.event(to, ByteBuffer.wrap(octets)));
  }

  /** The application's octets, unwrapped: to all who listen to the topic. */
  void raw(String topic, byte[] octets) {
    add(topic, form -> outlet.raw(Frame.topicOf(topic), ByteBuffer.wrap(octets)));
  }

  private void add(String destination, Parcel parcel) {
    Lane lane = lanes.get(destination);
    if (lane == null) {
      long now = System.nanoTime();
      if (lanes.size() >= MANY_LANES) {
        lanes.values().removeIf(other -> other.isIdle(now));
      }
      lane = new Lane(now);
      lanes.put(destination, lane);
    }
    if (lane.waiting.size() >= MOST_FOR_ONE || waitingForAll >= MOST_FOR_ALL) {
      dropped++;
      if (Long.bitCount(dropped) == 1) {
        log.warn("BUS-EVENT-DROPPED count={} reason=too many wait for {}", dropped, destination);
      }
      return;
    }
    lane.waiting.add(parcel);
    waitingForAll++;
    send(destination, lane);
  }

  private void send(String destination, Lane lane) {
    if (lane.isAsleep) {
      return;
    }
    Optional<Form> form = form(destination, lane);
    while (form.isPresent() && !lane.waiting.isEmpty()) {
      long now = System.nanoTime();
      if (lane.paidUntil - now > (AT_ONCE - 1) * EACH_NANOS) {
        lane.isAsleep = true;
        wake(destination, lane);
        return;
      }
      lane.paidUntil = Math.max(lane.paidUntil - now, 0) + now + EACH_NANOS;
      waitingForAll--;
      send(lane.waiting.remove(), form.get());
    }
  }

  /** Goes on with the lane when there is room for more. */
  private void wake(String destination, Lane lane) {
    if (!deadlines.after(PAUSE, () -> awake(destination, lane))) {
      lane.isAsleep = false; // goes on with the next event
    }
  }

  private void awake(String destination, Lane lane) {
    lane.isAsleep = false;
    send(destination, lane);
  }

  /** Absent while it is being found out; the lane goes on when it is known. */
  private Optional<Form> form(String destination, Lane lane) {
    if (destination.startsWith(Publisher.RAW_TOPIC)) {
      return Optional.of(Form.PRESENT);
    }
    CompletableFuture<Form> form = forms.of(destination);
    if (form.isDone()) {
      return Optional.of(form.getNow(Form.PRESENT));
    }
    lane.isAsleep = true;
    form.whenComplete(
            (found, failure) -> {
              if (!deadlines.now(() -> awake(destination, lane))) {
                lane.isAsleep = false;
              }
            })
        .isDone();
    return Optional.empty();
  }

  private static void send(Parcel parcel, Form form) {
    try {
      parcel.send(form);
    } catch (BusException lost) {
      log.debug("BUS-EVENT-LOST reason={}", lost.reason());
    }
  }
}
