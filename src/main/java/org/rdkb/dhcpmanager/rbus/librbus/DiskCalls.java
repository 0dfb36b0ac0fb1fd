package org.rdkb.dhcpmanager.rbus.librbus;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.rtmessage.RoleThreads;

/**
 * Changes, which wait for the disk, one after another on a thread of their own. The library's
 * thread waits for them, since C has no other way to answer, but no longer than a bound: what comes
 * in meanwhile waits in the library, which holds 26 requests and drops all others without a word.
 */
final class DiskCalls {
  static final String THREAD = "bus-change";

  /** A healthy disk takes some milliseconds. */
  static final Duration LONGEST = Duration.ofSeconds(1);

  private static final int MOST_WAITING = 64;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          RoleThreads.named(THREAD));
  private final Duration longest;
  private volatile @Nullable Future<?> late;

  DiskCalls(Duration longest) {
    this.longest = longest;
  }

  /** A change. */
  @FunctionalInterface
  interface Change<T> {
    T make() throws BusException;
  }

  /**
   * Makes a change.
   *
   * @param element what the refusal names
   * @throws BusException what the change throws; {@link BusError#TIMEOUT} if it is not stored in
   *     time, and may come into force later; {@link BusError#OUT_OF_RESOURCES} while such a one is
   *     still under way: this one is never made
   */
  <T> T make(String element, Change<T> change) throws BusException {
    Future<?> before = late;
    if (before != null && !before.isDone()) {
      throw busy(element);
    }
    FutureTask<T> task = new FutureTask<>(change::make);
    try {
      thread.execute(task);
      return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException full) {
      throw busy(element);
    } catch (TimeoutException hangs) {
      late = task;
      throw new BusException(
          BusError.TIMEOUT, element, "is not stored yet, and may come into force later");
    } catch (ExecutionException failed) {
      throw causeOf(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BusException(BusError.TIMEOUT, element, "interrupted");
    }
  }

  private static BusException busy(String element) {
    return new BusException(
        BusError.OUT_OF_RESOURCES, element, "waits for a change that is not stored yet");
  }

  private static BusException causeOf(ExecutionException failed) {
    if (failed.getCause() instanceof BusException refused) {
      return refused;
    }
    throw new IllegalStateException(failed.getCause());
  }

  void close() {
    RoleThreads.stop(thread);
  }
}
