package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Tells incoming frames apart: advisories, events, and requests for the provider. */
final class Dispatch implements Connection.Listener {
  private static final Logger log = LogManager.getLogger(Dispatch.class);
  private static final int CALLS_AT_ONCE = 2;
  private static final int MOST_WAITING = 256;
  private static final int GONE = 1;

  private final LogThrottle throttle = new LogThrottle();
  private final String inboxTopic;
  private final String component;
  private final Optional<ProviderDesk> desk;
  private final Subscribers subscribers;
  private final ThreadPoolExecutor calls =
      new ThreadPoolExecutor(
          CALLS_AT_ONCE,
          CALLS_AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          RoleThreads.named("bus-calls"));
  private @Nullable Connection connection;
  private @Nullable Subscriptions subscriptions;

  Dispatch(String inbox, String component, Optional<ProviderDesk> desk, Subscribers subscribers) {
    this.inboxTopic = Frame.topicOf(inbox);
    this.component = component;
    this.desk = desk;
    this.subscribers = subscribers;
  }

  void attach(Connection to, Subscriptions events) {
    this.connection = to;
    this.subscriptions = events;
  }

  @Override
  public void registered() {
    Subscriptions known = subscriptions;
    if (known != null) {
      known.renew();
    }
  }

  @Override
  public void received(Frame frame) {
    Subscriptions known = subscriptions;
    if (frame.topic().equals(ControlTopic.ADVISORY)) {
      advised(frame);
    } else if (frame.has(Frame.REQUEST) || !frame.topic().equals(inboxTopic)) {
      requested(frame);
    } else if (known != null) {
      known.received(frame);
    }
  }

  private void advised(Frame frame) {
    try {
      ControlMessage advisory = ControlMessage.parse(frame.payload());
      String inbox = advisory.text("inbox").orElse("");
      Subscriptions known = subscriptions;
      if (inbox.isEmpty() || known == null) {
        return;
      }
      if (advisory.number("event").orElse(-1) == GONE) {
        subscribers.removeAll(inbox);
        known.gone(inbox);
      } else {
        known.came(inbox);
      }
    } catch (MalformedException unreadable) {
      log.warn("BUS-ADVISORY-REFUSED reason={}", unreadable.getMessage());
    }
  }

  private void requested(Frame request) {
    MethodMessage message;
    String method;
    try {
      message = MethodMessage.parse(request.payload());
      method = message.meta().text();
    } catch (MalformedException unreadable) {
      refused(String.valueOf(unreadable.getMessage()));
      answer(
          request, ProviderDesk.failure("", BusError.INVALID_INPUT, "the request cannot be read"));
      return;
    }
    if (method.equals(MethodMessage.GET) && isSingle(request.topic())) {
      // It reads a snapshot and never waits; a change of threads would cost more than the get.
      run(request, method, message.body());
      return;
    }
    try {
      calls.execute(() -> run(request, method, message.body()));
    } catch (RejectedExecutionException full) {
      refused("too many wait");
      answer(
          request,
          ProviderDesk.failure(method, BusError.OUT_OF_RESOURCES, "too many requests wait"));
    }
  }

  private void refused(String reason) {
    if (throttle.admits()) {
      log.warn("BUS-REQUEST-REFUSED reason={} count={}", reason, throttle.count());
    }
  }

  /** Gets of partial paths, which may be long, are addressed to the component. */
  private boolean isSingle(String topic) {
    return !topic.equals(component) && !ElementName.isWildcard(topic);
  }

  private void run(Frame request, String method, ItemReader body) {
    ByteBuffer response =
        desk.isPresent() ? desk.get().answer(method, body) : ProviderDesk.consumerOnly(method);
    if (response.remaining() > Frame.LARGEST_PAYLOAD) {
      log.warn("BUS-ANSWER-TOO-LARGE octets={}", response.remaining());
      response =
          ProviderDesk.failure(method, BusError.OUT_OF_RESOURCES, "the answer exceeds 16 MiB");
    }
    answer(request, response);
  }

  private void answer(Frame request, ByteBuffer payload) {
    Connection known = connection;
    if (known == null || !request.has(Frame.REQUEST)) {
      return;
    }
    try {
      known.answer(request, payload);
    } catch (BusException lost) {
      // Whoever asked has lost the broker too, and runs into a timeout.
      log.debug("BUS-ANSWER-LOST reason={}", lost.reason());
    }
  }

  void close() {
    RoleThreads.stop(calls);
  }
}
