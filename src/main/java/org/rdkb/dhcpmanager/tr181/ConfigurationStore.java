package org.rdkb.dhcpmanager.tr181;

import java.util.SortedMap;

/** Port: makes the configuration durable. Called by one writer at a time. */
@FunctionalInterface
public interface ConfigurationStore {

  /**
   * Replaces what is stored. Returns when it would survive a power failure.
   *
   * @param values every persisted value by its full path, and under {@code <table>.#} the highest
   *     number ever given in a table
   * @throws StoreException if it could not be stored; what was stored before is still there
   */
  void save(SortedMap<String, String> values) throws StoreException;
}
