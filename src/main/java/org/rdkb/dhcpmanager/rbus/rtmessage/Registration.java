package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * What a peer tells each broker that it meets: inbox, component, elements.
 *
 * <p>The component is registered with a request. Its answer tells that the broker speaks our
 * header; a stock broker that does not would never answer anything, so then the other header is
 * tried on a new connection. Elements follow a bounded number at a time.
 */
final class Registration {
  private static final int INBOX_ROUTE = 1;
  private static final int ADVISORY_ROUTE = 2;
  private static final int COMPONENT_ROUTE = 10_000;
  private static final int AT_ONCE = 64;
  private static final int PROBES = 4;
  private static final int DUPLICATE = 1001;
  private static final int CONFLICT = 1003;
  private static final Duration PROBE_WITHIN = Duration.ofSeconds(1);
  private static final Duration ELEMENT_WITHIN = Duration.ofSeconds(6);

  private final Exchange exchange;
  private final String component;
  private final List<String> elements;
  private int probes;
  private @Nullable Attempt attempt;

  Registration(Exchange exchange, String component, List<String> elements) {
    this.exchange = exchange;
    this.component = component;
    this.elements = List.copyOf(elements);
  }

  /** Whether the other header is still worth a try. */
  synchronized boolean isProbing() {
    return probes > 0 && probes < PROBES;
  }

  /** Begins on a fresh connection. */
  synchronized void start(Connection connection) {
    Attempt fresh = new Attempt(connection);
    attempt = fresh;
    fresh.begin();
  }

  /** One connection's registration; the answers come on the reader's thread. */
  private final class Attempt {
    private final Connection connection;
    private int next;
    private int outstanding;
    private boolean over;

    Attempt(Connection connection) {
      this.connection = connection;
    }

    void begin() {
      try {
        String inbox = Frame.topicOf(exchange.inbox());
        exchange.tell(0, ControlTopic.SUBSCRIBE, "", ControlJson.add(inbox, INBOX_ROUTE));
        CompletableFuture<Frame> answer =
            ask(ControlJson.add(component, COMPONENT_ROUTE), PROBE_WITHIN);
        answer.whenComplete((frame, failure) -> componentAnswered(frame, failure)).isDone();
      } catch (BusException lost) {
        over = true;
      }
    }

    private CompletableFuture<Frame> ask(ByteBuffer json, Duration within) throws BusException {
      return exchange.ask(0, ControlTopic.SUBSCRIBE, json, within);
    }

    private void componentAnswered(@Nullable Frame frame, @Nullable Throwable failure) {
      // Answers come on the reader's thread, timeouts on that of the deadlines.
      synchronized (Registration.this) {
        componentAnsweredAlone(frame, failure);
      }
    }

    private void componentAnsweredAlone(@Nullable Frame frame, @Nullable Throwable failure) {
      if (this != attempt || over) {
        return;
      }
      if (frame == null) {
        over = true;
        if (failure instanceof BusException known && known.error() == BusError.TIMEOUT) {
          probes++;
          connection.tryOtherVariant();
        }
        return;
      }
      probes = 0;
      try {
        exchange.tell(
            0, ControlTopic.SUBSCRIBE, "", ControlJson.add(ControlTopic.ADVISORY, ADVISORY_ROUTE));
      } catch (BusException lost) {
        over = true;
        return;
      }
      more();
    }

    private void more() {
      try {
        while (next < elements.size() && outstanding < AT_ONCE) {
          String element = elements.get(next++);
          outstanding++;
          ask(ControlJson.add(element, COMPONENT_ROUTE), ELEMENT_WITHIN)
              .whenComplete((frame, failure) -> elementAnswered(element, frame, failure))
              .isDone();
        }
      } catch (BusException lost) {
        over = true;
        return;
      }
      if (outstanding == 0 && next == elements.size() && !over) {
        over = true;
        connection.registrationDone();
      }
    }

    private void elementAnswered(
        String element, @Nullable Frame frame, @Nullable Throwable failure) {
      synchronized (Registration.this) {
        elementAnsweredAlone(element, frame, failure);
      }
    }

    private void elementAnsweredAlone(
        String element, @Nullable Frame frame, @Nullable Throwable failure) {
      if (this != attempt || over) {
        return;
      }
      BusException refusal = refusal(element, frame, failure);
      if (refusal != null) {
        over = true;
        connection.registrationFailed(refusal);
        return;
      }
      outstanding--;
      more();
    }
  }

  private static @Nullable BusException refusal(
      String element, @Nullable Frame frame, @Nullable Throwable failure) {
    if (frame == null) {
      return failure instanceof BusException known
          ? new BusException(known.error(), element, known.reason())
          : Failures.noConnection();
    }
    try {
      int result = ControlMessage.parse(frame.payload()).number("result").orElse(-1);
      return switch (result) {
        case 0 -> null;
        case DUPLICATE ->
            new BusException(
                BusError.ELEMENT_NAME_DUPLICATE, element, "another component owns it already");
        case CONFLICT ->
            new BusException(
                BusError.INVALID_NAMESPACE, element, "a row placeholder and a name would collide");
        default -> new BusException(BusError.BUS_ERROR, element, "the broker answers " + result);
      };
    } catch (MalformedException unreadable) {
      return Failures.malformed(element, unreadable);
    }
  }
}
