package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

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
  private final Exchange exchange;
  private final Deadlines deadlines;
  private final Listener listener;
  private final CompletableFuture<Void> firstRegistered = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread reader = new Thread(this::run, "bus-reader");
  private volatile boolean registered;
  private volatile boolean refusalTold;

  Connection(
      BusAddress address,
      Registration registration,
      Exchange exchange,
      Deadlines deadlines,
      Listener listener) {
    this.address = address;
    this.registration = registration;
    this.exchange = exchange;
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
        exchange.lose();
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
      exchange.use(current);
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
    }
  }

  private void dispatch(Frame frame) {
    if (frame.has(Frame.RESPONSE)) {
      exchange.answered(frame);
    } else {
      try {
        listener.received(frame);
      } catch (RuntimeException bug) {
        log.error("BUS-FRAME-FAILED topic={}", frame.topic().length(), bug);
      }
    }
  }

  private void watch() {
    Link current = exchange.link();
    if (current != null) {
      current.closeIfStalled(System.nanoTime());
    }
    deadlines.after(WATCH_EVERY, this::watch);
  }

  /** Called by the registration when the broker has acknowledged everything. */
  void registrationDone() {
    registered = true;
    refusalTold = false;
    log.info("BUS-CONNECTED address={} header={}", address, exchange.variant());
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
    exchange.switchVariant();
    drop();
  }

  private void drop() {
    Link current = exchange.link();
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

  /** Leaves the bus; waits at most 1 s for the reader. */
  @Override
  public void close() {
    closed.countDown();
    drop();
    exchange.lose();
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
