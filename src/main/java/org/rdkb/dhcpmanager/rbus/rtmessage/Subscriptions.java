package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
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
  private static final Duration SUBSCRIBE_WITHIN = Duration.ofSeconds(15);
  private static final Duration UNSUBSCRIBE_WITHIN = Duration.ofSeconds(1);

  private final LogThrottle throttle = new LogThrottle();
  private final Exchange exchange;
  private final Caller caller;
  private final Renewal renewal;
  private final Map<Integer, OpenSubscription> open = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final ThreadPoolExecutor events =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          RoleThreads.named("bus-events"));

  Subscriptions(Exchange exchange, Deadlines deadlines, Caller caller) {
    this.exchange = exchange;
    this.caller = caller;
    this.renewal = new Renewal(exchange, deadlines, this::renewed);
  }

  BusConsumer.Subscription subscribe(SubscribeRequest request, BusConsumer.EventListener listener)
      throws BusException {
    OpenSubscription subscription =
        new OpenSubscription(request, lastId.incrementAndGet(), listener, this::end);
    // Before the call: the first event may overtake the answer.
    open.put(subscription.id(), subscription);
    String name = request.event();
    try {
      ItemWriter body = subscription.body(exchange.inbox(), request.initialValue());
      answered(
          subscription, caller.send(name, MethodMessage.SUBSCRIBE, body, SUBSCRIBE_WITHIN, name));
      return subscription;
    } catch (BusException refused) {
      open.remove(subscription.id());
      throw refused;
    } catch (MalformedException unreadable) {
      open.remove(subscription.id());
      throw Failures.malformed(name, unreadable);
    }
  }

  private void end(OpenSubscription subscription) {
    open.remove(subscription.id());
    if (exchange.link() == null) {
      return;
    }
    String name = subscription.event();
    try {
      ItemWriter body = subscription.body(exchange.inbox(), false);
      caller.send(name, MethodMessage.UNSUBSCRIBE, body, UNSUBSCRIBE_WITHIN, name);
    } catch (BusException gone) {
      log.debug("BUS-UNSUBSCRIBE-FAILED element={} reason={}", name, gone.reason());
    }
  }

  private void answered(OpenSubscription subscription, ItemReader in)
      throws BusException, MalformedException {
    int code = in.number();
    String name = subscription.event();
    if (!Failures.isSuccess(code) && code != BusError.SUBSCRIPTION_ALREADY_EXIST.code()) {
      in.numberOr(0);
      throw Failures.read(code, name, in);
    }
    // A provider whose getter failed leaves the flag out: what comes then is the subscription id.
    if (code == 0 && subscription.wantsInitialValue() && in.numberOr(0) == 1 && in.isAtText()) {
      deliver(subscription, name, EventMessage.read(in, 1));
    }
  }

  /** Subscribes everything again, since a new broker or provider knows nothing of it. */
  void renew() {
    renewal.renew(open.values());
  }

  /** A client went; it may have been a provider. */
  void gone(String clientInbox) {
    if (!open.isEmpty()) {
      renewal.gone(clientInbox);
    }
  }

  /** A client came; if it was here before, it may be a provider that needs to be told again. */
  void came(String clientInbox) {
    if (renewal.isBack(clientInbox)) {
      renew();
    }
  }

  private void renewed(OpenSubscription subscription, Frame answer) {
    String name = subscription.event();
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
      OpenSubscription exact = open.get(event.echo().componentId());
      if (exact != null && exact.event().equals(subscribedName)) {
        deliver(exact, subscribedName, event);
        return;
      }
      for (OpenSubscription subscription : List.copyOf(open.values())) {
        // A provider that does not repeat the component id.
        if (subscription.event().equals(subscribedName) && event.echo().componentId() == 0) {
          deliver(subscription, subscribedName, event);
        }
      }
    } catch (MalformedException unreadable) {
      if (throttle.admits()) {
        log.warn("BUS-EVENT-REFUSED reason={}", unreadable.getMessage());
      }
    }
  }

  private void deliver(OpenSubscription subscription, String subscribedName, EventMessage event) {
    if (event.type() == ReceivedEvent.Type.DURATION_COMPLETE) {
      subscription.completed();
      open.remove(subscription.id());
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

  private void hear(OpenSubscription subscription, ReceivedEvent event) {
    try {
      subscription.listener().received(event);
    } catch (RuntimeException bug) {
      if (throttle.admits()) {
        log.error("BUS-LISTENER-FAILED element={}", event.subscribedName(), bug);
      }
    }
  }

  /** Unsubscribes what is open; the first that is not answered ends the courtesy. */
  void close() {
    long until = System.nanoTime() + UNSUBSCRIBE_WITHIN.toNanos();
    for (OpenSubscription subscription : List.copyOf(open.values())) {
      if (System.nanoTime() - until < 0) {
        subscription.close();
      }
    }
    open.clear();
    RoleThreads.stop(events);
  }
}
