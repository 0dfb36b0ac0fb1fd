package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * What this consumer has subscribed; listeners run one after another on {@code bus-events}.
 *
 * <p>Each subscription has a component id of its own, which providers repeat in every event, so two
 * subscriptions to the same name are told apart.
 */
final class Subscriptions {
  private static final Logger log = LogManager.getLogger(Subscriptions.class);
  private static final int MOST_WAITING = 4096;
  private static final int MOST_GONE = 256;
  private static final Duration SUBSCRIBE_WITHIN = Duration.ofSeconds(15);
  private static final Duration UNSUBSCRIBE_WITHIN = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

  private final LogThrottle throttle = new LogThrottle();
  private final Connection connection;
  private final Caller caller;
  private final String inbox;
  private final Map<Integer, Open> open = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final Set<String> gonePrograms = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor events;

  Subscriptions(Connection connection, Caller caller, String inbox) {
    this.connection = connection;
    this.caller = caller;
    this.inbox = inbox;
    this.events =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            RoleThreads.named("bus-events"));
  }

  /** One subscription of the application. */
  private final class Open implements BusConsumer.Subscription {
    private final SubscribeRequest request;
    private final SubscriptionTerms terms;
    private final BusConsumer.EventListener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    Open(SubscribeRequest request, int id, BusConsumer.EventListener listener) {
      this.request = request;
      this.terms =
          new SubscriptionTerms(
              id,
              Math.toIntExact(request.interval().toSeconds()),
              Math.toIntExact(request.duration().toSeconds()),
              request.filter());
      this.listener = listener;
    }

    ItemWriter body(boolean initialValue) {
      return new ItemWriter()
          .text(request.event())
          .text(inbox)
          .integer(1)
          .octets(terms.write())
          .integer(initialValue ? 1 : 0)
          .integer(0);
    }

    @Override
    public void close() {
      open.remove(terms.componentId());
      if (closed.getAndSet(true) || !connection.isRegistered()) {
        return;
      }
      try {
        caller.send(
            request.event(),
            MethodMessage.UNSUBSCRIBE,
            body(false),
            UNSUBSCRIBE_WITHIN,
            request.event());
      } catch (BusException gone) {
        log.debug("BUS-UNSUBSCRIBE-FAILED element={} reason={}", request.event(), gone.reason());
      }
    }
  }

  BusConsumer.Subscription subscribe(SubscribeRequest request, BusConsumer.EventListener listener)
      throws BusException {
    Open subscription = new Open(request, lastId.incrementAndGet(), listener);
    // Before the call: the first event may overtake the answer.
    open.put(subscription.terms.componentId(), subscription);
    try {
      ItemReader answer =
          caller.send(
              request.event(),
              MethodMessage.SUBSCRIBE,
              subscription.body(request.initialValue()),
              SUBSCRIBE_WITHIN,
              request.event());
      answered(subscription, answer);
      return subscription;
    } catch (BusException refused) {
      open.remove(subscription.terms.componentId());
      throw refused;
    } catch (MalformedException unreadable) {
      open.remove(subscription.terms.componentId());
      throw Failures.malformed(request.event(), unreadable);
    }
  }

  private void answered(Open subscription, ItemReader in) throws BusException, MalformedException {
    int code = in.number();
    String name = subscription.request.event();
    if (!Failures.isSuccess(code) && code != BusError.SUBSCRIPTION_ALREADY_EXIST.code()) {
      in.numberOr(0);
      throw Failures.read(code, name, in);
    }
    if (code == 0 && subscription.request.initialValue() && in.numberOr(0) == 1 && in.isAtText()) {
      deliver(subscription, name, EventMessage.read(in, 1));
    }
  }

  /** Subscribes everything again, since a new broker or provider knows nothing of it. */
  void renew() {
    for (Open subscription : open.values()) {
      renew(subscription, FIRST_RETRY);
    }
  }

  /** Remembers the program of a client that went; it may have been a provider. */
  void gone(String clientInbox) {
    if (!open.isEmpty() && gonePrograms.size() < MOST_GONE) {
      gonePrograms.add(program(clientInbox));
    }
  }

  /** A program that is back has lost our subscriptions, unless it kept them and says so. */
  void came(String clientInbox) {
    if (gonePrograms.remove(program(clientInbox))) {
      renew();
    }
  }

  private static String program(String clientInbox) {
    return clientInbox.substring(0, clientInbox.lastIndexOf('.') + 1);
  }

  private void renew(Open subscription, Duration pause) {
    if (!connection.isRegistered() || !open.containsValue(subscription)) {
      return;
    }
    try {
      connection
          .ask(
              Frame.RAW_BINARY,
              Frame.topicOf(subscription.request.event()),
              subscription.body(false).asRequest(MethodMessage.SUBSCRIBE),
              SUBSCRIBE_WITHIN)
          .whenComplete((answer, failure) -> renewed(subscription, answer, pause))
          .isDone();
    } catch (BusException lost) {
      log.debug("BUS-RENEW-LATER element={}", subscription.request.event());
    }
  }

  private void renewed(Open subscription, @Nullable Frame answer, Duration pause) {
    String name = subscription.request.event();
    if (answer == null || answer.has(Frame.UNDELIVERABLE)) {
      // The provider is not back yet. Ends when the subscription or the connection does.
      Duration longer = pause.multipliedBy(2);
      Duration next = longer.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : longer;
      connection.deadlines().after(pause, () -> renew(subscription, next));
      return;
    }
    try {
      answered(subscription, Caller.body(answer));
      log.debug("BUS-RESUBSCRIBED element={}", name);
    } catch (BusException refused) {
      log.warn("BUS-RESUBSCRIBE-REFUSED element={} reason={}", name, refused.reason());
    } catch (MalformedException unreadable) {
      log.warn("BUS-RESUBSCRIBE-REFUSED element={} reason={}", name, unreadable.getMessage());
    }
  }

  /** An event from the broker. Reader's thread. */
  void received(Frame frame) {
    try {
      MethodMessage payload = MethodMessage.parse(frame.payload());
      String subscribedName = payload.meta().text();
      EventMessage event = EventMessage.read(payload.body(), 0);
      Open exact = open.get(event.echo().componentId());
      if (exact != null && exact.request.event().equals(subscribedName)) {
        deliver(exact, subscribedName, event);
        return;
      }
      for (Open subscription : List.copyOf(open.values())) {
        // A provider that does not repeat the component id.
        if (subscription.request.event().equals(subscribedName)
            && event.echo().componentId() == 0) {
          deliver(subscription, subscribedName, event);
        }
      }
    } catch (MalformedException unreadable) {
      if (throttle.admits()) {
        log.warn("BUS-EVENT-REFUSED reason={}", unreadable.getMessage());
      }
    }
  }

  private void deliver(Open subscription, String subscribedName, EventMessage event) {
    if (event.type() == ReceivedEvent.Type.DURATION_COMPLETE) {
      subscription.closed.set(true);
      open.remove(subscription.terms.componentId());
    }
    ReceivedEvent received =
        new ReceivedEvent(
            subscribedName, event.element(), event.type(), event.data().orElse(BusObject.EMPTY));
    try {
      events.execute(() -> hear(subscription, received));
    } catch (RejectedExecutionException full) {
      long count = dropped.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        log.warn("BUS-EVENT-DROPPED count={} reason=the listener is too slow", count);
      }
    }
  }

  private void hear(Open subscription, ReceivedEvent event) {
    try {
      subscription.listener.received(event);
    } catch (RuntimeException bug) {
      if (throttle.admits()) {
        log.error("BUS-LISTENER-FAILED element={}", event.subscribedName(), bug);
      }
    }
  }

  /** Unsubscribes what is open; the first that is not answered ends the courtesy. */
  void close() {
    long until = System.nanoTime() + UNSUBSCRIBE_WITHIN.toNanos();
    for (Open subscription : List.copyOf(open.values())) {
      if (System.nanoTime() - until < 0) {
        subscription.close();
      }
    }
    open.clear();
    RoleThreads.stop(events);
  }
}
