package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.rdkb.dhcpmanager.bus.BusException;

/**
 * Waits for what must happen, woken by events and looking again every few milliseconds.
 *
 * @param events wakes the wait
 * @param alive false: it will never happen
 */
record Patience(Events events, BooleanSupplier alive) {
  private static final Duration STEP = Duration.ofMillis(10);

  /** Something that can be looked at from outside. */
  @FunctionalInterface
  interface Check {
    boolean holds() throws BusException, IOException;
  }

  /** Waits, and returns how long it took. */
  Duration until(String what, Duration bound, Check check)
      throws DemoFailure, InterruptedException {
    long start = System.nanoTime();
    String trouble = "";
    while (true) {
      try {
        if (check.holds()) {
          return Duration.ofNanos(System.nanoTime() - start);
        }
      } catch (BusException | IOException failed) {
        trouble = " (" + failed.getMessage() + ")";
      }
      if (!alive.getAsBoolean()) {
        throw new DemoFailure("a process ended while waiting for " + what + trouble);
      }
      if (Duration.ofNanos(System.nanoTime() - start).compareTo(bound) > 0) {
        throw new DemoFailure("waited " + bound.toSeconds() + " s in vain for " + what + trouble);
      }
      events.await(STEP);
    }
  }
}
