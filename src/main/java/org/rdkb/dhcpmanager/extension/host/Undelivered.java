package org.rdkb.dhcpmanager.extension.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * Judged reports whose row had no room, kept in the order of each row until it has. One thread
 * delivers; any may ask how many there are.
 */
final class Undelivered {
  private final Map<RowId, Deque<BooleanSupplier>> waiting = new LinkedHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  int count() {
    return count.get();
  }

  /** Delivers, or keeps it behind what waits for the same row. */
  void deliver(RowId row, BooleanSupplier delivery) {
    if (waiting.containsKey(row) || !delivery.getAsBoolean()) {
      waiting.computeIfAbsent(row, one -> new ArrayDeque<>()).addLast(delivery);
      count.incrementAndGet();
    }
  }

  /** Tries once more, each row until it is full again. What throws is not tried again. */
  void deliverAgain() {
    for (Iterator<Deque<BooleanSupplier>> rows = waiting.values().iterator(); rows.hasNext(); ) {
      Deque<BooleanSupplier> ofRow = rows.next();
      while (!ofRow.isEmpty() && isTaken(ofRow)) {
        // until it is full again
      }
      if (ofRow.isEmpty()) {
        rows.remove();
      }
    }
  }

  private boolean isTaken(Deque<BooleanSupplier> ofRow) {
    boolean done = true;
    try {
      done = ofRow.getFirst().getAsBoolean();
    } finally {
      if (done) {
        ofRow.removeFirst();
        count.decrementAndGet();
      }
    }
    return done;
  }
}
