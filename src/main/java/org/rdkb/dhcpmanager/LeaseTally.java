package org.rdkb.dhcpmanager;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rdkb.dhcpmanager.core.client.ClientNotice;
import org.rdkb.dhcpmanager.core.client.RowId;

/** How often each row obtained, renewed and lost a lease, and how often its client failed. */
final class LeaseTally {
  private final Map<RowId, Map<ClientNotice.Kind, Long>> rows = new ConcurrentHashMap<>();

  void add(RowId row, ClientNotice.Kind kind) {
    rows.compute(
        row,
        (which, former) -> {
          Map<ClientNotice.Kind, Long> counts = new EnumMap<>(ClientNotice.Kind.class);
          if (former != null) {
            counts.putAll(former);
          }
          counts.merge(kind, 1L, Long::sum);
          return counts;
        });
  }

  long of(RowId row, ClientNotice.Kind kind) {
    return rows.getOrDefault(row, Map.of()).getOrDefault(kind, 0L);
  }

  /** The row is gone; its number is not given again. */
  void forget(RowId row) {
    rows.remove(row);
  }
}
