package org.rdkb.dhcpmanager;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.rdkb.dhcpmanager.linux.SteadyTime;

/**
 * The clock of leases: time since boot, counted from 1970. It never jumps, goes on while the
 * machine sleeps, and means the same to every run of this program since the same boot. Wall time is
 * derived from it for display and for files that must survive a reboot.
 */
final class SteadyClock implements InstantSource {
  /** The wall clock counts as stepped when it moved by more; smaller drift is not followed. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private final InstantSource wall;
  private volatile Duration offset;

  SteadyClock(InstantSource wall) {
    this.wall = wall;
    this.offset = Duration.between(instant(), wall.instant());
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(SteadyTime.bootNanos());
  }

  /** The wall time of a steady reading; the same until the wall clock is stepped. */
  Instant wallTime(Instant steady) {
    return steady.equals(Instant.MAX) ? steady : steady.plus(offset());
  }

  /** One value for all instants of a lease: equal ones stay equal. */
  private Duration offset() {
    Duration now = Duration.between(instant(), wall.instant());
    Duration known = offset;
    if (now.minus(known).abs().compareTo(STEP) > 0) {
      offset = now;
      known = now;
    }
    return known;
  }

  /** The steady reading of a wall time. */
  Instant steadyTime(Instant wallTime) {
    return wallTime.equals(Instant.MAX) ? wallTime : wallTime.minus(offset());
  }
}
