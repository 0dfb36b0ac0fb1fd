package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.component.ManualClock;

class SteadyClockTest {
  private final ManualClock wall = new ManualClock(Instant.ofEpochSecond(1_800_000_000));
  private final SteadyClock clock = new SteadyClock(wall);

  /** Else a lease whose T2 is its end could be read back with T2 after its end. */
  @Test
  void steadyTime_ofOneWallTime_isTheSameEachTime() {
    Instant end = wall.instant().plusSeconds(60);
    Instant first = clock.steadyTime(end);
    wall.advance(Duration.ofNanos(1_000));
    assertEquals(first, clock.steadyTime(end));
    assertEquals(end, clock.wallTime(first));
  }

  @Test
  void wallClockThatIsStepped_isFollowed() {
    Instant steady = clock.instant();
    Instant before = clock.wallTime(steady);
    wall.advance(Duration.ofDays(1));
    Duration step = Duration.between(before, clock.wallTime(steady));
    assertTrue(step.minus(Duration.ofDays(1)).abs().toSeconds() < 2, step.toString());
  }
}
