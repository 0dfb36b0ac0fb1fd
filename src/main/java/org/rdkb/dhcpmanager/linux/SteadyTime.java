package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;

/**
 * The clock for leases: CLOCK_BOOTTIME. It starts at boot, is never set, and counts while the
 * machine sleeps, which {@link System#nanoTime} does not.
 */
public final class SteadyTime {
  private static final int CLOCK_MONOTONIC = 1;
  private static final int CLOCK_BOOTTIME = 7;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** struct timespec: two longs. */
  private static final ThreadLocal<Memory> TIMESPEC =
      ThreadLocal.withInitial(() -> new Memory(2L * NativeLong.SIZE));

  private SteadyTime() {}

  /**
   * Reads it.
   *
   * @return nanoseconds since boot
   */
  public static long bootNanos() {
    return read(CLOCK_BOOTTIME);
  }

  /**
   * The clock that systemd dates a reload with: CLOCK_MONOTONIC, which stands still while the
   * machine sleeps.
   *
   * @return nanoseconds since boot
   */
  public static long awakeNanos() {
    return read(CLOCK_MONOTONIC);
  }

  private static long read(int clock) {
    Memory timespec = TIMESPEC.get();
    if (Libc.clock_gettime(clock, timespec) != 0) {
      throw new IllegalStateException("clock " + clock + ": " + Errno.text(Native.getLastError()));
    }
    long seconds = timespec.getNativeLong(0).longValue();
    return seconds * NANOS_PER_SECOND + timespec.getNativeLong(NativeLong.SIZE).longValue();
  }
}
