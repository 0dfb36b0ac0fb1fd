package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Threads named after what they do, and their bounded end. */
public final class RoleThreads {
  private static final Logger log = LogManager.getLogger(RoleThreads.class);
  private static final long STOP_WITHIN_MILLIS = 1_000;
  private static final ThreadLocal<String> ROLE = new ThreadLocal<>();

  private RoleThreads() {}

  /**
   * Makes threads for one role.
   *
   * @param role the threads' name
   * @return makes daemon threads
   */
  public static ThreadFactory named(String role) {
    return task -> {
      Thread thread =
          new Thread(
              () -> {
                ROLE.set(role);
                task.run();
              },
              role);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Drops what waits and lets finish what runs, for at most 1 s; does not wait for its caller.
   *
   * @param threads made by {@link #named}
   */
  public static void stop(ExecutorService threads) {
    threads.shutdown();
    boolean dropped = threads.shutdownNow().isEmpty();
    if (ROLE.get() != null) {
      return;
    }
    try {
      if (!threads.awaitTermination(STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
        log.error("BUS-THREAD-STUCK nothingWaits={}", dropped);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
