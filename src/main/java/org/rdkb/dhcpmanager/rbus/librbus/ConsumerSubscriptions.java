package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.rtmessage.RoleThreads;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * What this process listens to. The library takes each subscription once, so those that are equal
 * share one; its events are copied on its thread and heard on another.
 */
final class ConsumerSubscriptions {
  private static final Logger log = LogManager.getLogger(ConsumerSubscriptions.class);
  private static final Layout.Event EVENT = Layout.HERE.event();
  private static final Layout.EventSubscription SUBSCRIPTION = Layout.HERE.eventSubscription();
  private static final ReceivedEvent.Type[] TYPES = ReceivedEvent.Type.values();
  private static final int MOST_WAITING = 4096;
  private static final int NO_RETRY = 0;

  private final LogThrottle throttle = new LogThrottle();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong lastId = new AtomicLong();
  private final BusHandle handle;
  private final Map<Long, Shared> open = new ConcurrentHashMap<>();
  private final Librbus.EventHandler callback = this::received;
  private final Pointer callbackPointer = ProviderCallbacks.pointerTo(callback);
  private final ThreadPoolExecutor events =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          RoleThreads.named("bus-events"));

  ConsumerSubscriptions(BusHandle handle) {
    this.handle = handle;
    events.allowCoreThreadTimeOut(true);
  }

  /** One subscription in the library, with everybody who asked for it. */
  private static final class Shared {
    private final long id;
    private final SubscribeRequest request;
    private final List<BusConsumer.EventListener> listeners = new CopyOnWriteArrayList<>();
    private final Pointer callback;
    private volatile boolean isKnown;

    Shared(long id, SubscribeRequest request, Pointer callback) {
      this.id = id;
      this.request = request;
      this.callback = callback;
    }

    boolean isFor(SubscribeRequest other) {
      return request.event().equals(other.event())
          && request.filter().equals(other.filter())
          && request.interval().equals(other.interval())
          && request.duration().equals(other.duration());
    }
  }

  synchronized BusConsumer.Subscription subscribe(
      SubscribeRequest request, BusConsumer.EventListener listener) throws BusException {
    Shared same = open.values().stream().filter(s -> s.isFor(request)).findFirst().orElse(null);
    if (same != null && request.initialValue()) {
      // The library tells the present value only with a subscription.
      unsubscribe(same);
      List<BusConsumer.EventListener> others = List.copyOf(same.listeners);
      same.listeners.clear();
      same.listeners.add(listener);
      subscribe(same, true);
      same.listeners.addAll(0, others);
    } else if (same != null) {
      same.listeners.add(listener);
    } else {
      same = new Shared(lastId.incrementAndGet(), request, callbackPointer);
      same.listeners.add(listener);
      open.put(same.id, same); // before the call: its first event comes within it
      try {
        subscribe(same, request.initialValue());
      } catch (BusException refused) {
        open.remove(same.id);
        throw refused;
      }
    }
    Shared joined = same;
    return () -> leave(joined, listener);
  }

  private void subscribe(Shared shared, boolean initialValue) throws BusException {
    int code =
        handle.call(
            open ->
                withStructure(
                    shared,
                    initialValue,
                    at -> Librbus.rbusEvent_SubscribeEx(open, at, 1, NO_RETRY)));
    String name = shared.request.event();
    if (code == BusError.TIMEOUT.code()) {
      throw new BusException(BusError.DESTINATION_NOT_FOUND, name, "nobody on the bus serves it");
    }
    if (code != BusError.SUBSCRIPTION_ALREADY_EXIST.code()) {
      Calls.check(code, name);
    }
    shared.isKnown = true;
  }

  private void unsubscribe(Shared shared) {
    try {
      handle.call(open -> unsubscribe(shared, open));
    } catch (BusException gone) {
      log.debug("BUS-UNSUBSCRIBE-FAILED element={}", shared.request.event());
    }
  }

  private static int unsubscribe(Shared shared, Pointer open) {
    shared.isKnown = false;
    return withStructure(
        shared, false, structure -> Librbus.rbusEvent_UnsubscribeEx(open, structure, 1));
  }

  private static int withStructure(
      Shared shared, boolean initialValue, ToIntFunction<Pointer> call) {
    SubscribeRequest request = shared.request;
    byte[] name = NativeText.octets(request.event());
    Memory block = new Memory(SUBSCRIPTION.size() + name.length);
    block.clear();
    block.write(SUBSCRIPTION.size(), name, 0, name.length);
    block.setPointer(SUBSCRIPTION.eventName(), block.share(SUBSCRIPTION.size()));
    block.setInt(SUBSCRIPTION.interval(), Math.toIntExact(request.interval().toSeconds()));
    block.setInt(SUBSCRIPTION.duration(), Math.toIntExact(request.duration().toSeconds()));
    block.setPointer(SUBSCRIPTION.handler(), shared.callback);
    block.setPointer(SUBSCRIPTION.userData(), new Pointer(shared.id));
    block.setByte(SUBSCRIPTION.publishOnSubscribe(), (byte) (initialValue ? 1 : 0));
    Pointer filter = NativeObjects.filter(request.filter());
    try {
      block.setPointer(SUBSCRIPTION.filter(), filter);
      return call.applyAsInt(block);
    } finally {
      if (filter != null) {
        Librbus.rbusFilter_Release(filter);
      }
    }
  }

  private synchronized void leave(Shared shared, BusConsumer.EventListener listener) {
    if (shared.listeners.remove(listener)
        && shared.listeners.isEmpty()
        && open.remove(shared.id) != null) {
      unsubscribe(shared);
    }
  }

  /** A new handle knows nothing of what was subscribed. */
  void forgotten() {
    open.values().forEach(shared -> shared.isKnown = false);
  }

  /** Subscribes again what the library does not know; what nobody serves yet, another time. */
  synchronized void renew() {
    for (Shared shared : open.values()) {
      if (!shared.isKnown) {
        try {
          subscribe(shared, false);
          log.info("BUS-RESUBSCRIBED element={}", shared.request.event());
        } catch (BusException later) {
          log.debug("BUS-RESUBSCRIBE-LATER element={}", shared.request.event());
        }
      }
    }
  }

  /** On the library's thread, or on that of a subscriber who wants the present value. */
  @SuppressWarnings("CatchingUnchecked") // nothing at all may cross into C
  private void received(Pointer handle, Pointer event, Pointer subscription) {
    try {
      Pointer userData = subscription.getPointer(SUBSCRIPTION.userData());
      Shared shared = userData == null ? null : open.get(Pointer.nativeValue(userData));
      if (shared != null) {
        deliver(shared, read(shared.request.event(), event));
      }
    } catch (Throwable bad) {
      if (throttle.admits()) {
        log.warn("BUS-EVENT-REFUSED reason={}", String.valueOf(bad));
      }
    }
  }

  private static ReceivedEvent read(String subscribedName, Pointer event)
      throws MalformedException {
    int type = event.getInt(EVENT.type());
    if (type < 0 || type >= TYPES.length) {
      throw new MalformedException("unknown type of event " + type);
    }
    return new ReceivedEvent(
        subscribedName,
        NativeText.read(event.getPointer(EVENT.name())),
        TYPES[type],
        NativeObjects.read(event.getPointer(EVENT.data())));
  }

  private void deliver(Shared shared, ReceivedEvent event) {
    if (event.type() == ReceivedEvent.Type.DURATION_COMPLETE) {
      open.remove(shared.id); // the library has forgotten it too
    }
    List<BusConsumer.EventListener> listeners = new ArrayList<>(shared.listeners);
    try {
      events.execute(() -> listeners.forEach(listener -> hear(listener, event)));
    } catch (RejectedExecutionException full) {
      long count = dropped.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        log.warn("BUS-EVENT-DROPPED count={} reason=the listener is too slow", count);
      }
    }
  }

  private void hear(BusConsumer.EventListener listener, ReceivedEvent event) {
    try {
      listener.received(event);
    } catch (RuntimeException bug) {
      if (throttle.admits()) {
        log.error("BUS-LISTENER-FAILED element={}", event.subscribedName(), bug);
      }
    }
  }

  /** Unsubscribes what is open: a handle with live subscriptions may never close. */
  void unsubscribeAll(Pointer retired) {
    for (Shared shared : open.values()) {
      if (shared.isKnown) {
        int code = unsubscribe(shared, retired);
        log.debug("BUS-UNSUBSCRIBED element={} code={}", shared.request.event(), code);
      }
    }
  }

  void close() {
    open.clear();
    RoleThreads.stop(events);
  }
}
