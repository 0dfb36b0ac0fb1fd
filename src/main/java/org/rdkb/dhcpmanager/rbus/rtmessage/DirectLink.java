package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.rtmessage.Subscribers.Subscriber;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * One consumer's own connection to us. The thread {@code bus-direct} waits for it, at most 20 s,
 * and then reads it; only elements that the consumer has opened are served.
 */
final class DirectLink implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(DirectLink.class);

  /** Stock consumers try for about 5 s. */
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);

  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(5);
  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
  private static final int NO_ROUTE = -1;
  private static final int EVENT_SEQUENCE = 1;

  private final String consumer;
  private final DirectPlace.Listening listening;
  private final Deadlines deadlines;
  private final Requests requests;
  private final Consumer<DirectLink> gone;
  private final Set<String> elements = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread reader = RoleThreads.named("bus-direct").newThread(this::run);

  private final DirectWriter writer = new DirectWriter(this::close);
  private volatile @Nullable Link link;
  private volatile HeaderVariant variant = HeaderVariant.ROUND_TRIP;
  private volatile int route = NO_ROUTE;

  DirectLink(
      String consumer,
      DirectPlace.Listening listening,
      Deadlines deadlines,
      Requests requests,
      Consumer<DirectLink> gone) {
    this.consumer = consumer;
    this.listening = listening;
    this.deadlines = deadlines;
    this.requests = requests;
    this.gone = gone;
  }

  void start() {
    deadlines.after(CONNECT_WITHIN, this::stopListening);
    reader.start();
  }

  String consumer() {
    return consumer;
  }

  String address() {
    return listening.address();
  }

  DirectRecord asRecord() {
    return new DirectRecord(consumer, address(), List.copyOf(elements));
  }

  /** Serves one more element; false if there are too many. */
  boolean open(String element, int most) {
    return elements.contains(element) || (elements.size() < most && elements.add(element));
  }

  /** Serves one element less; without any, the connection ends even if the consumer keeps it. */
  void close(String element) {
    elements.remove(element);
    if (elements.isEmpty()) {
      deadlines.after(
          LEAVE_WITHIN,
          () -> {
            if (elements.isEmpty()) {
              close();
            }
          });
    }
  }

  /** Whether events of this name go here. */
  boolean takes(String subscribedName) {
    return route != NO_ROUTE && elements.contains(subscribedName);
  }

  void event(Subscriber subscriber, ByteBuffer payload) throws BusException {
    int control = subscriber.raw() ? subscriber.id() : route;
    Frame frame =
        Frame.of(variant, EVENT_SEQUENCE, Frame.RAW_BINARY, Frame.topicOf(consumer), "", payload);
    send(frame.routed(control).octets());
  }

  private void run() {
    try (Link accepted = accept()) {
      link = accepted;
      if (closed.get()) {
        return;
      }
      watch(accepted);
      for (Frame frame = accepted.receive(); frame != null; frame = accepted.receive()) {
        received(frame);
      }
    } catch (IOException ended) {
      log.debug("BUS-DIRECT-ENDED consumer={} reason={}", consumer, ended.getMessage());
    } finally {
      close();
    }
  }

  private Link accept() throws IOException {
    try {
      SocketChannel channel = listening.server().accept();
      if (listening.file() == null) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      return new Link(channel);
    } finally {
      stopListening();
    }
  }

  private void stopListening() {
    try {
      listening.close();
    } catch (IOException left) {
      log.warn("BUS-DIRECT-LEFT address={} reason={}", address(), left.getMessage());
    }
  }

  private void watch(Link accepted) {
    accepted.closeIfStalled(System.nanoTime());
    if (!closed.get()) {
      deadlines.after(WATCH_EVERY, () -> watch(accepted));
    }
  }

  private void received(Frame frame) {
    variant = frame.variant();
    if (frame.topic().equals(ControlTopic.SUBSCRIBE)) {
      registered(frame);
    } else if (elements.contains(frame.topic())) {
      requests.take(frame, this::answer);
    } else if (frame.has(Frame.REQUEST)) {
      try {
        answer(frame, ProviderDesk.consumerOnly(""));
      } catch (BusException lost) {
        log.debug("BUS-DIRECT-ANSWER-LOST consumer={}", consumer);
      }
    }
  }

  /** The consumer's inbox tells where events go; its other topics add nothing. */
  private void registered(Frame frame) {
    try {
      ControlMessage message = ControlMessage.parse(frame.payload());
      boolean isAdded = message.number("add").orElse(0) == 1;
      if (isAdded && message.text("topic").orElse("").equals(consumer)) {
        route = message.number("route_id").orElse(NO_ROUTE);
      }
    } catch (MalformedException unreadable) {
      log.debug("BUS-DIRECT-REFUSED reason={}", unreadable.getMessage());
    }
  }

  /** Unlike the broker's, these responses carry one flag only. */
  private void answer(Frame request, ByteBuffer payload) throws BusException {
    send(
        Frame.of(
                request.variant(),
                request.sequence(),
                Frame.RESPONSE,
                request.replyTopic(),
                request.topic(),
                payload)
            .octets());
  }

  private void send(ByteBuffer octets) throws BusException {
    Link current = link;
    if (current == null) {
      throw Failures.noConnection();
    }
    if (Thread.currentThread() == reader) {
      writer.write(current, octets);
    } else if (!writer.writeLater(current, octets)) {
      close();
      throw new BusException(
          BusError.DESTINATION_NOT_REACHABLE, "", "the direct consumer does not read");
    }
  }

  /** Ends the connection, or the waiting for it. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    stopListening();
    Link current = link;
    if (current != null) {
      current.close();
    }
    gone.accept(this);
    writer.close();
  }
}
