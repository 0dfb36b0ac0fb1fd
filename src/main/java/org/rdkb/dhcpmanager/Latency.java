package org.rdkb.dhcpmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long something took, all the times that it happened. Recording takes no lock. */
final class Latency {
  /** Upper bounds in seconds; what takes longer is counted beyond them. */
  static final List<Double> BOUNDS =
      List.of(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0);

  private static final long[] NANOS =
      BOUNDS.stream().mapToLong(bound -> (long) (bound * 1e9)).toArray();

  private final AtomicLongArray counts = new AtomicLongArray(NANOS.length + 1);
  private final AtomicLong sum = new AtomicLong();

  void record(long nanos) {
    int place = 0;
    while (place < NANOS.length && nanos > NANOS[place]) {
      place++;
    }
    counts.incrementAndGet(place);
    sum.addAndGet(nanos);
  }

  /** One more than there are bounds. */
  List<Long> counts() {
    List<Long> all = new ArrayList<>(counts.length());
    for (int i = 0; i < counts.length(); i++) {
      all.add(counts.get(i));
    }
    return all;
  }

  double seconds() {
    return sum.get() / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
