package org.rdkb.dhcpmanager.rbus.librbus;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One value for each thread, at next to no cost for the thread that asked last: nearly always that
 * is the library's own. A {@link ThreadLocal} alone would cost as much as a call into C.
 */
final class PerThread<T> {
  private final ThreadLocal<Own<T>> all;
  private volatile @Nullable Own<T> last;

  private record Own<T>(Thread thread, T value) {}

  PerThread(Supplier<T> first) {
    all = ThreadLocal.withInitial(() -> new Own<>(Thread.currentThread(), first.get()));
  }

  T get() {
    Own<T> own = last;
    if (own == null || own.thread() != Thread.currentThread()) {
      own = all.get();
      last = own;
    }
    return own.value();
  }
}
