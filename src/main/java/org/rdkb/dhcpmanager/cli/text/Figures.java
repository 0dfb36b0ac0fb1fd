package org.rdkb.dhcpmanager.cli.text;

import java.util.Arrays;

/** Measured durations of one thing, told as one JSON line in microseconds. Not thread-safe. */
public final class Figures {
  private final String what;
  private long[] nanos = new long[64];
  private int count;

  /**
   * Nothing measured yet.
   *
   * @param what the member {@code bench} of the line
   */
  public Figures(String what) {
    this.what = what;
  }

  /**
   * One more measurement.
   *
   * @param startNanos by {@link System#nanoTime}
   * @param endNanos by the same clock
   */
  public void addSince(long startNanos, long endNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = endNanos - startNanos;
  }

  /**
   * The smallest figure that a share of all does not exceed (nearest rank).
   *
   * @param share 0…1
   * @return nanoseconds; 0 if nothing was measured
   */
  public long quantile(double share) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }

  /**
   * Prints the line; nothing if nothing was measured.
   *
   * @param console where to
   */
  public void print(Console console) {
    print(console, line -> {});
  }

  /**
   * Prints the line with further members.
   *
   * @param console where to
   * @param more writes them, before the figures
   */
  public void print(Console console, Console.JsonWriting more) {
    if (count == 0) {
      return;
    }
    console.jsonLine(
        line -> {
          line.writeStringField("bench", what);
          more.write(line);
          line.writeStringField("unit", "us");
          line.writeNumberField("n", count);
          line.writeNumberField("median", micros(0.5));
          line.writeNumberField("p99", micros(0.99));
          line.writeNumberField("max", micros(1.0));
        });
  }

  private long micros(double share) {
    return quantile(share) / 1000;
  }
}
