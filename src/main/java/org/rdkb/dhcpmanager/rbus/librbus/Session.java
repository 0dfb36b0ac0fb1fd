package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
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
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(125);

  private final BusHandle handle;
  private final List<Element> elements;
  private final ElementTable table;
  private final Parts parts;
  private final ThreadPoolExecutor turns =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4), RoleThreads.named(THREAD));
  private volatile @Nullable Pointer old;

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
    Future<Boolean> opening = turns.submit(this::register);
    try {
      opened(opening.get(OPEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      throw causeOf(failed);
    } catch (TimeoutException late) {
      throw new BusException(BusError.TIMEOUT, "", "librbus does not come back");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BusException(BusError.TIMEOUT, "", "interrupted");
    }
  }

  private boolean register() throws BusException {
    parts.subscribers().reset();
    Pointer opened = handle.open(handle.component());
    int code = table.register(opened);
    if (code != 0) {
      Librbus.rbus_close(opened);
      throw refusal(code);
    }
    parts.rows().reset(elements);
    parts.subscriptions().forgotten();
    handle.serve(opened);
    return true;
  }

  private void opened(boolean done) {
    if (done && !parts.outlet().settle()) {
      log.warn("BUS-ROWS-LATER reason=the library does not answer");
    }
    parts.subscriptions().renew();
  }

  private static BusException causeOf(ExecutionException failed) {
    if (failed.getCause() instanceof BusException known) {
      return known;
    }
    throw new IllegalStateException(failed.getCause());
  }

  private static BusException refusal(int code) {
    BusException refusal = Calls.refusal(code, "");
    return refusal.error() == BusError.ELEMENT_NAME_DUPLICATE
        ? new BusException(
            refusal.error(),
            "",
            "an element was not taken: another component owns it, or no answer came")
        : refusal;
  }

  /** Refuses calls from now on; what is open waits to be closed. */
  void suspend() {
    Pointer open = handle.retire();
    if (open != null) {
      old = open;
    }
  }

  /**
   * Closes what was suspended, and registers everything anew.
   *
   * @param meanwhile runs every tenth of a second while the library takes its time
   * @return false if the broker is not ready for it; to be tried again
   */
  boolean reopen(Runnable meanwhile) throws InterruptedException {
    Future<Boolean> reopening = turns.submit(this::replace);
    while (true) {
      try {
        opened(reopening.get(PACE.toMillis(), TimeUnit.MILLISECONDS));
        return true;
      } catch (TimeoutException notYet) {
        meanwhile.run();
      } catch (ExecutionException failed) {
        log.debug("BUS-NOT-YET reason={}", causeOf(failed).reason());
        return false;
      }
    }
  }

  /**
   * Closing the last handle joins the library's thread, which waits for ever if an event comes in
   * at that moment. So the last but one is closed: another is open meanwhile.
   */
  private boolean replace() throws BusException, InterruptedException {
    Pointer retired = old;
    if (retired == null) {
      return register();
    }
    // The library frees what running calls use, whatever they wait for.
    if (!handle.awaitIdle(LONGEST_CALL)) {
      throw new BusException(BusError.TIMEOUT, "", "a call does not come back");
    }
    Pointer meanwhile = handle.open(handle.component() + ".reopening");
    try {
      old = null;
      parts.subscriptions().unsubscribeAll(retired);
      Librbus.rbus_close(retired);
      return register();
    } finally {
      Librbus.rbus_close(meanwhile);
    }
  }

  /**
   * Closes for good.
   *
   * @return false if the library, or a call in it, does not come back in time
   */
  boolean close(Duration patience) {
    suspend();
    Future<Integer> closing = turns.submit(this::closeOld);
    try {
      closing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      log.warn("BUS-CLOSE-FAILED", failed.getCause());
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
    RoleThreads.stop(turns);
    return true;
  }

  private int closeOld() throws InterruptedException {
    Pointer retired = old;
    if (retired == null || !handle.awaitIdle(LONGEST_CALL)) {
      return 0;
    }
    old = null;
    parts.subscriptions().unsubscribeAll(retired);
    return Librbus.rbus_close(retired);
  }
}
