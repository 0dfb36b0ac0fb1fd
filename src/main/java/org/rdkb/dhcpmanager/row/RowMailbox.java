package org.rdkb.dhcpmanager.row;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * The owner's queue. Letters from outside are refused when it is full; letters about our own
 * effects and processes are always taken, because there can only be as many as effects and
 * processes.
 *
 * <p>What takes something away (a row that ends, a lease that is withdrawn) goes before what others
 * only renew, however much of that waits; the letters of one row keep their order. A lease that
 * runs out needs no letter: its deadline is looked at after each one.
 */
final class RowMailbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Letter> urgent = new ArrayDeque<>();
  private final ArrayDeque<Letter> ordinary = new ArrayDeque<>();

  /** How many ordinary letters of a row wait: an urgent one of that row waits behind them. */
  private final Map<RowId, Integer> ahead = new HashMap<>();

  private final int capacity;

  RowMailbox(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a letter from outside; false when full. */
  boolean offer(Letter letter) {
    lock.lock();
    try {
      if (waiting() >= capacity) {
        return false;
      }
      add(letter);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a letter of our own. */
  void put(Letter letter) {
    lock.lock();
    try {
      add(letter);
    } finally {
      lock.unlock();
    }
  }

  private void add(Letter letter) {
    Optional<RowId> row = rowOf(letter);
    if (isUrgent(letter) && row.filter(ahead::containsKey).isEmpty()) {
      urgent.add(letter);
    } else {
      ordinary.add(letter);
      row.ifPresent(id -> ahead.merge(id, 1, Integer::sum));
    }
    filled.signal();
  }

  private static boolean isUrgent(Letter letter) {
    return letter instanceof Letter.RowEnds
        || (letter instanceof Letter.ForRow one
            && one.event() instanceof ClientEvent.LeaseReported reported
            && (reported.report() instanceof LeaseReport.Withdrawn
                || reported.report() instanceof LeaseReport.Deconfigured));
  }

  private static Optional<RowId> rowOf(Letter letter) {
    if (letter instanceof Letter.ForRow one) {
      return Optional.of(one.row());
    }
    if (letter instanceof Letter.RowBegins begins) {
      return Optional.of(begins.row());
    }
    if (letter instanceof Letter.RowConfigured configured) {
      return Optional.of(configured.row());
    }
    return letter instanceof Letter.RowEnds ends ? Optional.of(ends.row()) : Optional.empty();
  }

  private int waiting() {
    return urgent.size() + ordinary.size();
  }

  private Letter next() {
    if (!urgent.isEmpty()) {
      return urgent.remove();
    }
    Letter letter = ordinary.remove();
    rowOf(letter).ifPresent(id -> ahead.computeIfPresent(id, (r, n) -> n == 1 ? null : n - 1));
    return letter;
  }

  /** The next letter; absent if none came within the time. */
  Optional<Letter> take(Duration atMost) throws InterruptedException {
    long left = Math.max(0, atMost.toNanos());
    lock.lockInterruptibly();
    try {
      while (waiting() == 0) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = filled.awaitNanos(Math.min(left, TimeUnit.HOURS.toNanos(1)));
      }
      return Optional.of(next());
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting();
    } finally {
      lock.unlock();
    }
  }
}
