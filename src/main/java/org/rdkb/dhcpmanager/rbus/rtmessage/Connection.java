package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/**
 * The way to the broker, kept open: the thread {@code bus-reader} connects, registers, reads, and
 * starts again when the broker goes.
 */
final class Connection implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Connection.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

  /** Who is told what happens; all calls come on the reader's thread and must not wait. */
  interface Listener {
    /** Everything is registered. */
    void registered();

    /** A frame that is no response. */
    void received(Frame frame);
  }

  private final BusAddress address;
  private final Registration registration;
  private final Deadlines deadlines;
  private final Listener listener;
  private final PendingCalls pending = new PendingCalls();
  private final AtomicInteger sequence = new AtomicInteger();
  private final CompletableFuture<Void> firstRegistered = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread reader = new Thread(this::run, "bus-reader");
  private volatile @Nullable Link link;
  private volatile HeaderVariant variant;
  private volatile boolean registered;
  private volatile boolean refusalTold;

  Connection(
      BusAddress address,
      Registration registration,
      Deadlines deadlines,
      Listener listener,
      HeaderVariant variant) {
    this.variant = variant;
    this.address = address;
    this.registration = registration;
    this.deadlines = deadlines;
    this.listener = listener;
    reader.setDaemon(true);
  }

  /** Connects for the first time and waits until everything is registered. */
  void open(Duration within) throws IOException, BusException {
    reader.start();
    deadlines.after(WATCH_EVERY, this::watch);
    try {
      firstRegistered.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      close();
      if (failed.getCause() instanceof BusException refused) {
        throw refused;
      }
      throw failed.getCause() instanceof IOException known
          ? known
          : new IOException("the bus connection failed", failed);
    } catch (TimeoutException late) {
      close();
      throw new IOException("the broker at " + address + " does not answer", late);
    } catch (InterruptedException stop) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  private void run() {
    long pause = FIRST_PAUSE.toMillis();
    boolean quiet = false;
    try {
      do {
        String reason = serve();
        boolean wasRegistered = registered;
        registered = false;
        pending.failAll(Failures.noConnection());
        if (isClosed()) {
          return;
        }
        if (!firstRegistered.isDone() && !registration.isProbing()) {
          firstRegistered.completeExceptionally(new IOException(reason));
          return;
        }
        if (wasRegistered || !quiet) {
          log.warn("BUS-LOST address={} reason={}", address, reason);
        }
        quiet = true;
        pause =
            wasRegistered ? FIRST_PAUSE.toMillis() : Math.min(2 * pause, LONGEST_PAUSE.toMillis());
      } while (!closed.await(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      log.warn("BUS-READER-INTERRUPTED");
    } catch (RuntimeException bug) {
      log.error("BUS-READER-FAILED", bug);
      firstRegistered.completeExceptionally(bug);
    }
  }

  /** One connection from its beginning to its end; says why it ended. */
  private String serve() {
    try (Link current = Link.connect(address)) {
      link = current;
      if (isClosed()) {
        return "closed";
      }
      registration.start(this);
      for (Frame frame = current.receive(); frame != null; frame = current.receive()) {
        dispatch(frame);
      }
      return "the broker closed the connection";
    } catch (IOException failed) {
      String message = failed.getMessage();
      return message == null ? failed.getClass().getSimpleName() : message;
    } finally {
      link = null;
    }
  }

  private void dispatch(Frame frame) {
    if (frame.has(Frame.RESPONSE)) {
      pending.answered(frame);
    } else {
      try {
        listener.received(frame);
      } catch (RuntimeException bug) {
        log.error("BUS-FRAME-FAILED topic={}", frame.topic().length(), bug);
      }
    }
  }

  private void watch() {
    Link current = link;
    if (current != null) {
      current.closeIfStalled(System.nanoTime());
    }
    deadlines.after(WATCH_EVERY, this::watch);
  }

  /** Called by the registration when the broker has acknowledged everything. */
  void registrationDone() {
    registered = true;
    refusalTold = false;
    log.info("BUS-CONNECTED address={} header={}", address, variant);
    firstRegistered.complete(null);
    listener.registered();
  }

  /** Called by the registration when the broker refuses; the connection starts again. */
  void registrationFailed(BusException failure) {
    if (!refusalTold) {
      refusalTold = true;
      log.warn("BUS-REGISTER-REFUSED element={} reason={}", failure.element(), failure.reason());
    }
    firstRegistered.completeExceptionally(failure);
    drop();
  }

  /** Called by the registration when the broker may speak the other header. */
  void tryOtherVariant() {
    variant = variant.other();
    drop();
  }

  private void drop() {
    Link current = link;
    if (current != null) {
      current.close();
    }
  }

  boolean isRegistered() {
    return registered;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /** Sends something that has no answer. */
  void tell(int flags, String topic, String replyTopic, ByteBuffer payload) throws BusException {
    send(sequence.incrementAndGet(), flags, topic, replyTopic, payload);
  }

  /** Answers a request. */
  void answer(Frame request, ByteBuffer payload) throws BusException {
    int flags = Frame.RESPONSE | (request.flags() & Frame.RAW_BINARY);
    send(request.sequence(), flags, request.replyTopic(), request.topic(), payload);
  }

  /** Sends a request; the answer, or its failing, completes the future. */
  CompletableFuture<Frame> ask(int flags, String topic, ByteBuffer payload, Duration timeout)
      throws BusException {
    Asked asked = begin(flags, topic, payload);
    deadlines.after(timeout, () -> pending.fail(asked.sequence(), Failures.timeout("")));
    return asked.answer();
  }

  /** Sends a request and waits for its answer. */
  Frame call(int flags, String topic, ByteBuffer payload, Duration timeout, String element)
      throws BusException {
    if (Thread.currentThread() == reader) {
      // Its own answer could never be read.
      throw new BusException(
          BusError.INVALID_CONTEXT, element, "called from the thread that reads answers");
    }
    Asked asked = begin(flags, topic, payload);
    Frame answer;
    try {
      answer = asked.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
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
      send(number, flags | Frame.REQUEST, topic, registration.inbox(), payload);
    } catch (BusException failed) {
      pending.forget(number);
      throw failed;
    }
    return new Asked(number, answer);
  }

  private void send(int number, int flags, String topic, String replyTopic, ByteBuffer payload)
      throws BusException {
    Link current = link;
    if (current == null) {
      throw Failures.noConnection();
    }
    try {
      current.send(Frame.of(variant, number, flags, topic, replyTopic, payload));
    } catch (IOException failed) {
      BusException lost = Failures.noConnection();
      lost.initCause(failed);
      throw lost;
    } catch (IllegalArgumentException tooLong) {
      throw new BusException(BusError.INVALID_INPUT, "", "topic or message too long");
    }
  }

  /** Leaves the bus; waits at most 1 s for the reader. */
  @Override
  public void close() {
    closed.countDown();
    drop();
    pending.failAll(Failures.noConnection());
    if (Thread.currentThread() == reader) {
      return;
    }
    try {
      reader.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (reader.isAlive()) {
      log.error("BUS-THREAD-STUCK thread={}", reader.getName());
    }
  }
}
