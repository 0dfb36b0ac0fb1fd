package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has udhcpc clients renew again and again, whether or not there is a manager: each renewal is a
 * message of their plugin.
 */
final class LeaseStorm implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong gusts = new AtomicLong();
  private final List<String> command = new ArrayList<>(List.of("busybox", "kill", "-USR1"));

  private volatile boolean calm;

  LeaseStorm(List<Long> clients) {
    clients.forEach(pid -> command.add(Long.toString(pid)));
    var unused = timer.scheduleWithFixedDelay(this::blow, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How often all of them were told to renew. */
  long gusts() {
    return gusts.get();
  }

  /** Whether it blows. */
  void calm(boolean now) {
    calm = now;
  }

  private void blow() {
    try {
      if (!calm && new ProcessBuilder(command).start().waitFor() == 0) {
        gusts.incrementAndGet();
      }
    } catch (IOException failed) {
      timer.shutdown(); // the test sees that it does not blow any more
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
