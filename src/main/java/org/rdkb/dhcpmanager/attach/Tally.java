package org.rdkb.dhcpmanager.attach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkKind;

/** Counts. Any thread may call. */
final class Tally {
  private final SortedMap<String, Long> recreations = new TreeMap<>();
  private final SortedMap<String, Long> failures = new TreeMap<>();
  private final List<Long> durations =
      new ArrayList<>(Collections.nCopies(AttachCounters.BOUNDS.size() + 1, 0L));
  private long checks;

  synchronized void checked() {
    checks++;
  }

  synchronized void made(LinkKind kind, Duration took) {
    recreations.merge(kind.word(), 1L, Long::sum);
    int slot = 0;
    while (slot < AttachCounters.BOUNDS.size()
        && took.compareTo(Duration.ofMillis(AttachCounters.BOUNDS.get(slot))) > 0) {
      slot++;
    }
    durations.set(slot, durations.get(slot) + 1);
  }

  synchronized void failed(LinkKind kind, Cause cause) {
    failures.merge(kind.word() + " " + cause.word(), 1L, Long::sum);
  }

  synchronized AttachCounters counters() {
    return new AttachCounters(checks, recreations, failures, durations);
  }
}
