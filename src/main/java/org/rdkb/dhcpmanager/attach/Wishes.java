package org.rdkb.dhcpmanager.attach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.Declared;

/**
 * What the thread {@code attach} is asked for. Equal wishes merge, and only what is declared is
 * taken, so that there are never more than declarations.
 */
final class Wishes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Set<String> needed = new LinkedHashSet<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private Declared declared = Declared.NOTHING;
  private boolean begun;
  private boolean fresh;
  private boolean look;
  private Optional<CheckExtent> check = Optional.empty();
  private boolean closed;

  /**
   * What is to be done.
   *
   * @param declared all that is declared now
   * @param needed kernel names, in the order in which they were asked for
   * @param isLook whether links have changed
   * @param check which links are to be looked at; absent: no more than needed
   * @param afterwards runs when all of it was tried
   */
  record Turn(
      Declared declared,
      Set<String> needed,
      boolean isLook,
      Optional<CheckExtent> check,
      List<Runnable> afterwards) {}

  /** True the first time that somebody has to work for it. */
  boolean declare(Declared now, boolean isNeeded) {
    lock.lock();
    try {
      declared = now;
      fresh = true;
      filled.signal();
      boolean begins = isNeeded && !begun && !closed;
      begun |= begins;
      return begins;
    } finally {
      lock.unlock();
    }
  }

  boolean need(String linuxInterface) {
    lock.lock();
    try {
      if (declared.named(linuxInterface).isEmpty()) {
        return false;
      }
      needed.add(linuxInterface);
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The same, and something that is to run once it was tried; it must not block. */
  boolean need(String linuxInterface, Runnable then) {
    lock.lock();
    try {
      boolean taken = need(linuxInterface);
      if (taken) {
        afterwards.add(then);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void look() {
    lock.lock();
    try {
      look = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The larger extent wins. */
  boolean check(CheckExtent extent) {
    lock.lock();
    try {
      if (check.filter(CheckExtent.ALL::equals).isEmpty()) {
        check = Optional.of(extent);
      }
      filled.signal();
      return begun && !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Another interval counts from now on. */
  void wake() {
    look();
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next turn, a check after an interval without one; absent: it is over. */
  Optional<Turn> take(Duration interval) {
    lock.lock();
    try {
      long left = interval.toNanos();
      while (!closed && !fresh && !look && check.isEmpty() && needed.isEmpty()) {
        if (interval.isZero()) {
          filled.awaitNanos(TimeUnit.DAYS.toNanos(1));
        } else if (left <= 0) {
          check = Optional.of(CheckExtent.IN_USE);
        } else {
          left = filled.awaitNanos(left);
        }
      }
      Turn turn =
          new Turn(declared, new LinkedHashSet<>(needed), look, check, List.copyOf(afterwards));
      needed.clear();
      afterwards.clear();
      fresh = false;
      look = false;
      check = Optional.empty();
      return closed ? Optional.empty() : Optional.of(turn);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
