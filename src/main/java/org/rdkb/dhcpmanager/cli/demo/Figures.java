package org.rdkb.dhcpmanager.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rdkb.dhcpmanager.cli.text.Console;

/** Measured durations of one thing, told as one JSON line in microseconds. Not thread-safe. */
final class Figures {
  private final String what;
  private final List<Duration> measured = new ArrayList<>();

  Figures(String what) {
    this.what = what;
  }

  void add(Duration duration) {
    measured.add(duration);
  }

  void addSince(long startNanos, long endNanos) {
    add(Duration.ofNanos(endNanos - startNanos));
  }

  /** The smallest figure that this share of all does not exceed (nearest rank). */
  Duration quantile(double share) {
    List<Duration> sorted = new ArrayList<>(measured);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  void print(Console console) {
    if (measured.isEmpty()) {
      return;
    }
    console.jsonLine(
        line -> {
          line.writeStringField("bench", what);
          line.writeStringField("unit", "us");
          line.writeNumberField("n", measured.size());
          line.writeNumberField("median", micros(0.5));
          line.writeNumberField("p99", micros(0.99));
          line.writeNumberField("max", micros(1.0));
        });
  }

  private long micros(double share) {
    return quantile(share).toNanos() / 1000;
  }
}
