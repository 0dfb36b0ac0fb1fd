package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.rtmessage.EventMessage.Form;
import org.rdkb.dhcpmanager.rbus.rtmessage.Listeners.Listener;
import org.rdkb.dhcpmanager.rbus.rtmessage.Subscribers.Subscriber;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/**
 * Brings events to their subscribers, to each in order and not faster than it can take them.
 *
 * <p>A stock client drops without a word whatever comes while 25 messages wait for it. So after 8
 * messages in a short time the next ones wait until the client has confirmed that it has taken
 * those, or for clients that cannot confirm, some time. What waits is bounded and holds up nobody
 * else. Thread of the deadlines only.
 */
final class Courier {
  private static final Logger log = LogManager.getLogger(Courier.class);
  private static final int AT_ONCE = 8;

  /** How much time a message is taken to need, where the client can and cannot confirm. */
  private static final long EACH_NANOS = 20_000_000;

  private static final long EACH_UNCONFIRMED_NANOS = 2_000_000;
  private static final Duration PAUSE = Duration.ofNanos(4 * EACH_UNCONFIRMED_NANOS);
  private static final int MOST_FOR_ONE = 2048;
  private static final int MOST_FOR_ALL = 32_768;
  private static final int MANY_LANES = 256;
  private static final String DIRECT = "direct ";
  private static final CompletableFuture<Listener> ANYBODY =
      CompletableFuture.completedFuture(new Listener(Form.PRESENT, ""));

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

  /** The messages for one destination. */
  private static final class Lane {
    private final String destination;
    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private long paidUntil;
    private boolean canConfirm;
    private volatile boolean isAsleep;

    Lane(String destination, long now) {
      this.destination = destination;
      this.paidUntil = now;
      // Over a direct connection a client handles events beside all others.
      this.canConfirm =
          !destination.startsWith(DIRECT) && !destination.startsWith(Publisher.RAW_TOPIC);
    }

    boolean isIdle(long now) {
      return waiting.isEmpty() && !isAsleep && paidUntil - now <= 0;
    }

    /** Whether one more may go now; if so it is accounted for. */
    boolean admits(long now, long each) {
      if (paidUntil - now > (AT_ONCE - 1) * each) {
        return false;
      }
      paidUntil = now + Math.max(paidUntil - now, 0) + each;
      return true;
    }
  }

  private final String component;
  private final Deadlines deadlines;
  private final Listeners listeners;
  private final Outlet outlet;
  private final Map<String, Lane> lanes = new HashMap<>();
  private int waitingForAll;
  private long dropped;

  Courier(String component, Deadlines deadlines, Listeners listeners, Outlet outlet) {
    this.component = component;
    this.deadlines = deadlines;
    this.listeners = listeners;
    this.outlet = outlet;
  }

  /** An event for one subscriber. */
  void deliver(Subscriber to, EventMessage message) {
    add(
        (outlet.isDirect(to) ? DIRECT : "") + to.inbox(),
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
    add(DIRECT + to.inbox(), form -> outlet.event(to, ByteBuffer.wrap(octets)));
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
      lane = new Lane(destination, now);
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
    send(lane);
  }

  private void send(Lane lane) {
    if (lane.isAsleep || lane.waiting.isEmpty()) {
      return;
    }
    CompletableFuture<Listener> known = listener(lane);
    if (!known.isDone()) {
      sleep(lane, known);
      return;
    }
    Listener listener = known.join();
    lane.canConfirm &= listener.canConfirm();
    while (!lane.waiting.isEmpty()) {
      long each = lane.canConfirm ? EACH_NANOS : EACH_UNCONFIRMED_NANOS;
      if (!lane.admits(System.nanoTime(), each)) {
        pause(lane, listener);
        return;
      }
      waitingForAll--;
      send(lane.waiting.remove(), listener.form());
    }
  }

  private CompletableFuture<Listener> listener(Lane lane) {
    String destination = lane.destination;
    if (destination.startsWith(DIRECT)) {
      return listeners.of(destination.substring(DIRECT.length()));
    }
    return destination.startsWith(Publisher.RAW_TOPIC) ? ANYBODY : listeners.of(destination);
  }

  /** Goes on with the lane when its client has room for more. */
  private void pause(Lane lane, Listener listener) {
    if (lane.canConfirm) {
      CompletableFuture<Frame> confirmed = listeners.confirmed(listener);
      sleep(
          lane,
          confirmed.whenComplete(
              (answer, failure) -> {
                lane.canConfirm = failure == null;
                lane.paidUntil = System.nanoTime();
              }));
      return;
    }
    lane.isAsleep = true;
    if (!deadlines.after(PAUSE, () -> awake(lane))) {
      lane.isAsleep = false; // goes on with the next event
    }
  }

  private void sleep(Lane lane, CompletableFuture<?> until) {
    lane.isAsleep = true;
    until
        .whenComplete(
            (result, failure) -> {
              if (!deadlines.now(() -> awake(lane))) {
                lane.isAsleep = false; // goes on with the next event
              }
            })
        .isDone();
  }

  private void awake(Lane lane) {
    lane.isAsleep = false;
    send(lane);
  }

  private static void send(Parcel parcel, Form form) {
    try {
      parcel.send(form);
    } catch (BusException lost) {
      log.debug("BUS-EVENT-LOST reason={}", lost.reason());
    }
  }
}
