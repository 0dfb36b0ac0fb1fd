package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RequestTurns;
import org.rdkb.dhcpmanager.rbus.wire.Stamp;

/**
 * Messages out and answers back, over whatever link there is at the moment. Any thread sends; the
 * thread that reads the link reports answers, and may not wait for one.
 */
final class Exchange {
  private final String inbox;
  private final Deadlines deadlines;
  private final PendingCalls pending = new PendingCalls();
  private final RequestTurns turns = new RequestTurns();
  private final AtomicInteger sequence = new AtomicInteger();
  private volatile @Nullable Link link;
  private volatile @Nullable Thread reader;
  private volatile HeaderVariant variant;

  Exchange(String inbox, Deadlines deadlines, HeaderVariant variant) {
    this.inbox = inbox;
    this.deadlines = deadlines;
    this.variant = variant;
  }

  String inbox() {
    return inbox;
  }

  HeaderVariant variant() {
    return variant;
  }

  /** Speaks the other header from the next link on. */
  void switchVariant() {
    variant = variant.other();
  }

  /** From now on messages leave here; called by the thread that will read it. */
  void use(Link fresh) {
    reader = Thread.currentThread();
    link = fresh;
  }

  /** There is no link any more: what waits for an answer fails at once. */
  void lose() {
    link = null;
    pending.failAll(Failures.noConnection());
  }

  @Nullable Link link() {
    return link;
  }

  void answered(Frame response) {
    pending.answered(response);
  }

  /** Sends something that has no answer. */
  void tell(int flags, String topic, String replyTopic, ByteBuffer payload) throws BusException {
    send(frame(sequence.incrementAndGet(), flags, topic, replyTopic, payload));
  }

  /** Answers a request. */
  void answer(Frame request, ByteBuffer payload) throws BusException {
    int flags = Frame.RESPONSE | (request.flags() & Frame.RAW_BINARY);
    send(
        frame(request.sequence(), flags, request.replyTopic(), request.topic(), payload)
            .stampedLike(request)
            .stamped(Stamp.ANSWERED, System.nanoTime()));
  }

  /** Sends a request; the answer, or its failing, completes the future. */
  CompletableFuture<Frame> ask(int flags, String topic, ByteBuffer payload, Duration timeout)
      throws BusException {
    Asked asked = begin(flags, topic, payload);
    if (!deadlines.after(timeout, () -> pending.fail(asked.sequence(), Failures.timeout("")))) {
      pending.forget(asked.sequence());
      throw new BusException(BusError.OUT_OF_RESOURCES, "", "too many calls wait for answers");
    }
    return asked.answer();
  }

  /** Sends a request to the broker and waits for its answer. */
  Frame call(String topic, ByteBuffer payload, Duration timeout, String element)
      throws BusException {
    refuseReader(element);
    return await(begin(0, topic, payload), timeout.toNanos(), element);
  }

  /** Sends a request to a provider and waits for its answer, perhaps for its turn before. */
  Frame callProvider(String topic, ByteBuffer payload, Duration timeout, String element)
      throws BusException {
    refuseReader(element);
    long until = System.nanoTime() + timeout.toNanos();
    if (!turns.take(timeout.toNanos())) {
      throw Failures.timeout(element);
    }
    try {
      Asked asked = begin(Frame.RAW_BINARY, topic, payload);
      return await(asked, until - System.nanoTime(), element);
    } finally {
      turns.giveBack();
    }
  }

  private void refuseReader(String element) throws BusException {
    if (Thread.currentThread() == reader) {
      // Its own answer could never be read.
      throw new BusException(
          BusError.INVALID_CONTEXT, element, "called from the thread that reads answers");
    }
  }

  private Frame await(Asked asked, long nanos, String element) throws BusException {
    Frame answer;
    try {
      answer = asked.answer().get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof BusException known ? known : Failures.noConnection();
    } catch (TimeoutException late) {
      throw Failures.timeout(element);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw Failures.timeout(element);
    } finally {
      pending.forget(asked.sequence());
    }
    if (answer.has(Frame.UNDELIVERABLE)) {
      throw Failures.undeliverable(element);
    }
    return answer;
  }

  private record Asked(int sequence, CompletableFuture<Frame> answer) {}

  private Asked begin(int flags, String topic, ByteBuffer payload) throws BusException {
    int number = sequence.incrementAndGet();
    CompletableFuture<Frame> answer = pending.expect(number);
    try {
      send(
          frame(number, flags | Frame.REQUEST, topic, inbox, payload)
              .stamped(Stamp.SENT, System.nanoTime()));
    } catch (BusException failed) {
      pending.forget(number);
      throw failed;
    }
    if (link == null) {
      // Lost in between; whoever failed the pending ones may not have seen this one.
      pending.fail(number, Failures.noConnection());
    }
    return new Asked(number, answer);
  }

  private Frame frame(int number, int flags, String topic, String replyTopic, ByteBuffer payload)
      throws BusException {
    try {
      return Frame.of(variant, number, flags, topic, replyTopic, payload);
    } catch (IllegalArgumentException tooLong) {
      throw new BusException(BusError.INVALID_INPUT, "", "topic or message too long");
    }
  }

  private void send(Frame frame) throws BusException {
    Link current = link;
    if (current == null) {
      throw Failures.noConnection();
    }
    try {
      current.send(frame.octets());
    } catch (IOException failed) {
      BusException lost = Failures.noConnection();
      lost.initCause(failed);
      throw lost;
    }
  }
}
