package org.rdkb.dhcpmanager.rbus.broker;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A broker's figures as of one moment.
 *
 * @param clients open connections
 * @param topics registered topics, inboxes and components included
 * @param heldOctets what half-arrived frames and queues of slow readers take
 * @param counts how often what happened; absent if never
 */
public record BrokerStats(int clients, int topics, long heldOctets, Map<BrokerCount, Long> counts) {
  /** Copies the counts. */
  public BrokerStats {
    EnumMap<BrokerCount, Long> copy = new EnumMap<>(BrokerCount.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
  }

  /**
   * One of the counts.
   *
   * @param which which one
   * @return 0 or more
   */
  public long of(BrokerCount which) {
    return counts.getOrDefault(which, 0L);
  }
}
