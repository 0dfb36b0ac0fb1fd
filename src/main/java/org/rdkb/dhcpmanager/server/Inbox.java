package org.rdkb.dhcpmanager.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What waits to be decided on. A client that has been made an offer comes before one that asks for
 * the first time: else a flood of DISCOVERs keeps every exchange from its end. When all places are
 * taken, the oldest DISCOVER goes: its client will have asked again. Any thread puts, one takes.
 *
 * @param <M> a message
 */
final class Inbox<M> {
  /** Of a batch, for those that can wait, so that renewals cannot keep newcomers out for good. */
  private static final int SHARE = 8;

  private static final long MOMENT_NANOS = 1_000_000;

  private final int most;
  private final Predicate<M> canWait;
  private final Deque<M> urgent = new ArrayDeque<>();
  private final Deque<M> patient = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private boolean woken;

  /**
   * An empty one.
   *
   * @param most that wait at a time
   * @param canWait of a message: it comes last, and goes first
   */
  Inbox(int most, Predicate<M> canWait) {
    this.most = most;
    this.canWait = canWait;
  }

  /**
   * Takes them all in, whatever has to go for it; says how many went. First it waits a moment for
   * the taker to come for what is there: meanwhile the socket gathers, and a busy taker is not
   * interrupted for each message.
   */
  int put(Collection<M> messages) throws InterruptedException {
    if (messages.isEmpty()) {
      return 0;
    }
    lock.lock();
    try {
      long nanos = MOMENT_NANOS;
      while (size() > 0 && nanos > 0) {
        nanos = taken.awaitNanos(nanos);
      }
      int lost = 0;
      for (M message : messages) {
        lost += put(message);
      }
      arrived.signal();
      return lost;
    } finally {
      lock.unlock();
    }
  }

  private int put(M message) {
    int lost = 0;
    if (size() == most) {
      lost = 1;
      if (patient.poll() == null) {
        return lost; // none but urgent ones: they were here first
      }
    }
    (canWait.test(message) ? patient : urgent).add(message);
    return lost;
  }

  /** Lets the taker look around. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a batch: all that is there, up to a width.
   *
   * @return none if nothing came in time, or it was woken
   */
  List<M> take(int width, long millis) throws InterruptedException {
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (size() == 0 && !woken && nanos > 0) {
        nanos = arrived.awaitNanos(nanos);
      }
      woken = false;
      List<M> batch = new ArrayList<>(Math.min(width, size()));
      int reserved = Math.min(patient.size(), Math.max(1, width / SHARE));
      move(urgent, batch, width - reserved);
      move(patient, batch, width);
      move(urgent, batch, width);
      if (size() == 0) {
        taken.signalAll();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private static <M> void move(Deque<M> from, List<M> into, int until) {
    while (into.size() < until && !from.isEmpty()) {
      into.add(from.remove());
    }
  }

  private int size() {
    return urgent.size() + patient.size();
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return size();
    } finally {
      lock.unlock();
    }
  }
}
