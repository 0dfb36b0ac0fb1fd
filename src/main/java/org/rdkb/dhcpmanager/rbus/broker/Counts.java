package org.rdkb.dhcpmanager.rbus.broker;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** The counts of one broker: written by its thread alone, read by any. */
final class Counts {
  private final Map<BrokerCount, AtomicLong> counts = new EnumMap<>(BrokerCount.class);

  Counts() {
    for (BrokerCount which : BrokerCount.values()) {
      counts.put(which, new AtomicLong());
    }
  }

  void add(BrokerCount which, long more) {
    AtomicLong count = Objects.requireNonNull(counts.get(which));
    // With one writer no atomic addition is needed.
    count.lazySet(count.get() + more);
  }

  void one(BrokerCount which) {
    add(which, 1);
  }

  Map<BrokerCount, Long> snapshot() {
    Map<BrokerCount, Long> all = new EnumMap<>(BrokerCount.class);
    counts.forEach(
        (which, count) -> {
          if (count.get() != 0) {
            all.put(which, count.get());
          }
        });
    return all;
  }
}
