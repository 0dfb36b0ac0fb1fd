package org.rdkb.dhcpmanager.row;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.core.client.RowId;

/** One deadline per row, the soonest first. Not thread-safe: the owner's thread only. */
final class Deadlines {
  static final Comparator<RowId> BY_NUMBER =
      Comparator.comparing(RowId::family).thenComparingInt(RowId::instance);

  /** A thread's wait does not count while the machine sleeps, as the clock of the leases does. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final TreeSet<Deadline> inOrder = new TreeSet<>();
  private final Map<RowId, Deadline> ofRow = new HashMap<>();

  void set(RowId row, Optional<Instant> at, Instant now) {
    cancel(row);
    if (at.isPresent()) {
      // A deadline that has passed already would spin if the machine ignored it.
      Instant soonest = now.plusMillis(1);
      Deadline next = new Deadline(at.get().isBefore(soonest) ? soonest : at.get(), row);
      inOrder.add(next);
      ofRow.put(row, next);
    }
  }

  void cancel(RowId row) {
    Deadline former = ofRow.remove(row);
    if (former != null) {
      inOrder.remove(former);
    }
  }

  /** How long until the soonest; 5 s at most, after which the clock is looked at again. */
  Duration untilNext(Instant now) {
    if (inOrder.isEmpty()) {
      return LONGEST_WAIT;
    }
    Duration wait = Duration.between(now, inOrder.first().at());
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** Takes out a row whose deadline has come. */
  Optional<RowId> takeDue(Instant now) {
    if (inOrder.isEmpty() || inOrder.first().at().isAfter(now)) {
      return Optional.empty();
    }
    RowId row = inOrder.first().row();
    cancel(row);
    return Optional.of(row);
  }

  private record Deadline(Instant at, RowId row) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : BY_NUMBER.compare(row, other.row);
    }
  }
}
