package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.SortedMap;

/** Port: makes the configuration durable. Called by one writer at a time. */
@FunctionalInterface
public interface ConfigurationStore {

  /**
   * Replaces what is stored. Returns when it would survive a power failure.
   *
   * @param parts every persisted value by its full path, and under {@code <table>.#} the highest
   *     number ever given in a table. No key stands in two parts. A part that did not change since
   *     the last call is the same object as then, and none is ever modified
   * @throws StoreException if it could not be stored; what was stored before is still there
   */
  void save(List<SortedMap<String, String>> parts) throws StoreException;
}
