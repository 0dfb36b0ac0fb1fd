package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** Speaks like a stock consumer, frame by frame; what a test does not do is not done. */
final class StockClient implements AutoCloseable {
  private static final Duration QUIET = Duration.ofMillis(200);

  final String inbox;
  final RawClient raw;
  private final Queue<Frame> others = new ArrayDeque<>();

  /** Registers an inbox, and a component right after it. */
  StockClient(BusAddress address, String program) throws IOException {
    this(address, program, true);
  }

  StockClient(BusAddress address, String program, boolean hasComponent) throws IOException {
    inbox = "rbus." + program + ".INBOX.1";
    raw = new RawClient(address, HeaderVariant.BASE);
    raw.register(inbox);
    if (hasComponent) {
      raw.send(0, ControlTopic.SUBSCRIBE, "", ControlJson.add(program, 10_000));
    }
  }

  /** Sends a request and returns the body of its answer; what else comes is kept. */
  ItemReader call(String topic, String method, ItemWriter body) throws IOException {
    raw.send(Frame.REQUEST | Frame.RAW_BINARY, topic, inbox, body.asRequest(method));
    while (true) {
      Frame frame = raw.receive();
      if (frame.has(Frame.RESPONSE)) {
        return Caller.body(frame);
      }
      if (!answersProbe(frame)) {
        others.add(frame);
      }
    }
  }

  private boolean answersProbe(Frame frame) throws IOException {
    if (!isCommit(frame)) {
      return false;
    }
    confirm(frame, 0);
    return true;
  }

  static boolean isCommit(Frame frame) throws IOException {
    return frame.has(Frame.REQUEST)
        && MethodMessage.parse(frame.payload()).meta().text().equals(MethodMessage.COMMIT);
  }

  void confirm(Frame commit, int code) throws IOException {
    raw.send(
        Frame.of(
                HeaderVariant.BASE,
                commit.sequence(),
                Frame.RESPONSE | Frame.RAW_BINARY,
                commit.replyTopic(),
                commit.topic(),
                new ItemWriter().integer(code).asResponse())
            .octets());
  }

  ItemWriter subscription(String event, int componentId, boolean initialValue, boolean isRaw) {
    byte[] terms = new SubscriptionTerms(componentId, 0, 0, java.util.Optional.empty()).write();
    return new ItemWriter()
        .text(event)
        .text(inbox)
        .integer(1)
        .octets(terms)
        .integer(initialValue ? 1 : 0)
        .integer(isRaw ? 1 : 0);
  }

  ItemReader subscribe(String event) throws IOException {
    return call(event, MethodMessage.SUBSCRIBE, subscription(event, 1, false, false));
  }

  /** The next frame that is no answer; null if none comes within 200 ms. */
  @Nullable Frame next() throws IOException {
    Frame kept = others.poll();
    return kept != null ? kept : raw.poll(QUIET);
  }

  Frame receive() throws IOException {
    Frame kept = others.poll();
    return kept != null ? kept : raw.receive();
  }

  static EventMessage event(Frame frame) throws IOException {
    return EventMessage.read(MethodMessage.parse(frame.payload()).body(), 0);
  }

  static byte[] octets(Frame frame) {
    ByteBuffer payload = frame.payload();
    byte[] octets = new byte[payload.remaining()];
    payload.get(octets);
    return octets;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
