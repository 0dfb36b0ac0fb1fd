package org.rdkb.dhcpmanager.store;

import java.util.SortedMap;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Hears what became of the lease files, after it is durable. Must not block. */
@FunctionalInterface
public interface LeaseListener {
  /** Hears nothing. */
  LeaseListener NONE = (row, before, after) -> {};

  /**
   * A lease file is another one now.
   *
   * @param row whose
   * @param before the lines that it had; empty if there was none that could be used
   * @param after the lines that it has; empty if it was removed
   */
  void stored(RowId row, SortedMap<String, String> before, SortedMap<String, String> after);
}
