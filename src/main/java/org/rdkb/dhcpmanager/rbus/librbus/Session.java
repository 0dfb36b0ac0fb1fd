package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.rbus.rtmessage.RoleThreads;

/**
 * Opens the library with all elements and rows, and closes it again, as often as brokers come and
 * go. Both run on a thread of their own, one after another: the library may hold whoever closes it
 * for ever, and then only that thread is lost.
 */
final class Session {
  /** Threads that the library starts inherit this name, in the kernel. */
  static final String THREAD = "bus-open";

  private static final Logger log = LogManager.getLogger(Session.class);
  private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(125);

  private final BusHandle handle;
  private final List<Element> elements;
  private final ElementTable table;
  private final Parts parts;
  private final ThreadPoolExecutor turns =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4), RoleThreads.named(THREAD));
  private @Nullable Pointer stale;

  /** What begins anew with each handle. */
  record Parts(
      RowDesk rows,
      SubscriptionDesk subscribers,
      EventOutlet outlet,
      ConsumerSubscriptions subscriptions,
      ConsumerCalls calls) {}

  Session(BusHandle handle, List<Element> elements, ElementTable table, Parts parts) {
    this.handle = handle;
    this.elements = elements;
    this.table = table;
    this.parts = parts;
  }

  /** What the broker knows of us. */
  enum Health {
    /** All elements. */
    COMPLETE,
    /** Some are missing: the broker has been away. */
    INCOMPLETE,
    /** It does not answer. */
    SILENT
  }

  Health health() {
    try {
      int known = parts.calls().known(handle.component());
      // The component itself counts as one.
      return known < 0 ? Health.SILENT : known > table.size() ? Health.COMPLETE : Health.INCOMPLETE;
    } catch (BusException away) {
      return Health.SILENT;
    }
  }

  /** Registers everything; waits at most ten seconds. */
  void open() throws BusException {
    within(
        OPEN_WITHIN,
        () -> {
          parts.subscribers().reset();
          Pointer opened = handle.open();
          int code = table.register(opened);
          if (code != 0) {
            Librbus.rbus_close(opened);
            throw refusal(code);
          }
          parts.rows().reset(elements);
          parts.subscriptions().forgotten();
          handle.serve(opened);
          return true;
        });
    if (!parts.outlet().settle()) {
      log.warn("BUS-ROWS-LATER reason=the library does not answer");
    }
    parts.subscriptions().renew();
  }

  private static BusException refusal(int code) {
    BusException refusal = Calls.refusal(code, "");
    return refusal.error() == BusError.ELEMENT_NAME_DUPLICATE
        ? new BusException(
            refusal.error(), "", "another component owns one of the elements already")
        : refusal;
  }

  /** Refuses calls from now on; the handle waits to be closed. */
  void suspend() {
    try {
      Pointer open = handle.retire(ANSWERS_WITHIN, LONGEST_CALL);
      stale = open == null ? stale : open;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Closes what was suspended.
   *
   * @param meanwhile runs every tenth of a second while the library takes its time
   * @return false if it took longer; it goes on, and nothing can be opened before it ends
   */
  boolean close(Duration patience, Runnable meanwhile) {
    Pointer old = stale;
    stale = null;
    if (old == null) {
      return true;
    }
    Future<Integer> closing =
        turns.submit(
            () -> {
              parts.subscriptions().unsubscribeAll(old);
              return Librbus.rbus_close(old);
            });
    long until = System.nanoTime() + patience.toNanos();
    do {
      try {
        closing.get(100, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException notYet) {
        meanwhile.run();
      } catch (ExecutionException failed) {
        log.warn("BUS-CLOSE-FAILED", failed.getCause());
        return true;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    } while (System.nanoTime() - until < 0);
    log.error("BUS-CLOSE-STUCK after={} s", patience.toSeconds());
    return false;
  }

  private <T> T within(Duration patience, Callable<T> turn) throws BusException {
    Future<T> result = turns.submit(turn);
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof BusException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new BusException(BusError.TIMEOUT, "", "librbus does not come back");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BusException(BusError.TIMEOUT, "", "interrupted");
    }
  }

  void end() {
    RoleThreads.stop(turns);
  }
}
