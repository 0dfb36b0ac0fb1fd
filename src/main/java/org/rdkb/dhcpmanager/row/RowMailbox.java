package org.rdkb.dhcpmanager.row;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The owner's queue. Letters from outside are refused when it is full; letters about our own
 * effects and processes are always taken, because there can only be as many as effects and
 * processes.
 */
final class RowMailbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private final int capacity;

  RowMailbox(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a letter from outside; false when full. */
  boolean offer(Letter letter) {
    lock.lock();
    try {
      if (letters.size() >= capacity) {
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
    letters.add(letter);
    filled.signal();
  }

  /** The next letter; absent if none came within the time. */
  Optional<Letter> take(Duration atMost) throws InterruptedException {
    long left = Math.max(0, atMost.toNanos());
    lock.lockInterruptibly();
    try {
      while (letters.isEmpty()) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = filled.awaitNanos(Math.min(left, TimeUnit.HOURS.toNanos(1)));
      }
      return Optional.of(letters.remove());
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return letters.size();
    } finally {
      lock.unlock();
    }
  }
}
