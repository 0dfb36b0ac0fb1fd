package org.rdkb.dhcpmanager.extension.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.extension.Extension;

/**
 * One extension, on its own thread. Any thread may call; each waits for its turn and then for the
 * bound of one call at most. What the extension throws ends here.
 */
final class Guest implements AutoCloseable {
  /** What a call may take. */
  static final Duration BOUND = Duration.ofMillis(500);

  static final int MOST_FAULTS = 3;
  private static final int MOST_WAITING = 64;
  private static final Logger log = LogManager.getLogger(Guest.class);

  private final String name;
  private final Extension extension;
  private final ThreadPoolExecutor thread;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicLong missed = new AtomicLong();
  private volatile String cutOff = "";

  /** The number is in the name of its thread. */
  Guest(int number, String name, Extension extension) {
    this.name = name;
    this.extension = extension;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread own = new Thread(work, "extension-" + number);
              own.setDaemon(true);
              return own;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  String name() {
    return name;
  }

  /**
   * Asks it something.
   *
   * @param what for log lines
   * @param question the call
   * @return absent if it is cut off, too busy, or failed; then it has no say
   */
  <T> Optional<T> ask(String what, Function<Extension, T> question) {
    if (!cutOff.isEmpty()) {
      return Optional.empty();
    }
    AtomicLong begun = new AtomicLong();
    Future<Optional<T>> answer;
    try {
      answer =
          thread.submit(
              () -> {
                begun.set(System.nanoTime());
                calls.incrementAndGet();
                // An extension compiled without null checks may answer with none.
                return Optional.ofNullable(question.apply(extension));
              });
    } catch (RejectedExecutionException full) {
      missed.incrementAndGet();
      return Optional.empty();
    }
    try {
      return await(what, answer, begun);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private <T> Optional<T> await(String what, Future<Optional<T>> answer, AtomicLong begun)
      throws InterruptedException {
    try {
      Optional<T> found = answer.get(BOUND.toNanos(), TimeUnit.NANOSECONDS);
      if (found.isEmpty()) {
        fault(what, "answered null");
      }
      return found;
    } catch (ExecutionException thrown) {
      // Its class only: its message may quote what must not be logged.
      fault(what, String.valueOf(thrown.getCause() == null ? "" : thrown.getCause().getClass()));
    } catch (CancellationException | TimeoutException late) {
      answer.cancel(true);
      if (begun.get() == 0) {
        missed.incrementAndGet(); // another call took the time; whoever made that one sees to it
      } else {
        end(what + " took longer than " + BOUND.toMillis() + " ms");
      }
    }
    return Optional.empty();
  }

  /** A fault that its answer shows, not its call. */
  void fault(String what, String how) {
    int count = faults.incrementAndGet();
    log.warn("EXTENSION-FAULT name={} call={} how={} soFar={}", name, what, how, count);
    if (count >= MOST_FAULTS) {
      end(count + " faults");
    }
  }

  private synchronized void end(String why) {
    if (cutOff.isEmpty()) {
      cutOff = why;
      log.error("EXTENSION-CUT-OFF name={} reason={}", name, why);
      thread.shutdownNow();
    }
  }

  /** One line for an operator. */
  String condition() {
    String why = cutOff;
    return name
        + ": "
        + (why.isEmpty() ? "in use" : "cut off, " + why)
        + " (calls "
        + calls.get()
        + ", faults "
        + faults.get()
        + ", missed "
        + missed.get()
        + ")";
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
