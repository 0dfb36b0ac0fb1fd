package org.rdkb.dhcpmanager.plugin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Keeps reports in memory; can be full, and can throw. */
final class FakeSink implements ReportSink {
  record Taken(RowId row, long sequence, LeaseReport report) {}

  final List<Taken> taken = new CopyOnWriteArrayList<>();
  final List<Duration> ages = new CopyOnWriteArrayList<>();
  volatile boolean isFull;
  final AtomicInteger faults = new AtomicInteger();
  final AtomicInteger refusals = new AtomicInteger();

  @Override
  public boolean accept(RowId row, long sequence, LeaseReport report, Duration age) {
    if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("as told");
    }
    if (isFull || refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return false;
    }
    ages.add(age);
    taken.add(new Taken(row, sequence, report));
    return true;
  }

  List<Long> sequences() {
    return taken.stream().map(Taken::sequence).toList();
  }
}
