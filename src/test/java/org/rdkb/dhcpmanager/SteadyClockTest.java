package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.now());
  private final SteadyClock clock = new SteadyClock(wall::get);

  /** Else a lease whose T2 is its end could be read back with T2 after its end. */
  @Test
  void steadyTime_ofOneWallTime_isTheSameEachTime() {
    Instant end = wall.get().plusSeconds(60);
    Instant first = clock.steadyTime(end);
    wall.updateAndGet(now -> now.plusNanos(1_000));
    assertEquals(first, clock.steadyTime(end));
    assertEquals(end, clock.wallTime(first));
  }

  @Test
  void wallClockThatIsStepped_isFollowed() {
    Instant steady = clock.instant();
    Instant before = clock.wallTime(steady);
    wall.updateAndGet(now -> now.plus(Duration.ofDays(1)));
    Duration step = Duration.between(before, clock.wallTime(steady));
    assertTrue(step.minus(Duration.ofDays(1)).abs().toSeconds() < 2, step.toString());
  }
}
