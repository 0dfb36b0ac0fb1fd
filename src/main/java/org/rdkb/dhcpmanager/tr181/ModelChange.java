package org.rdkb.dhcpmanager.tr181;

/** A change that subscribers may hear of. Paths are concrete. */
public sealed interface ModelChange {

  /**
   * A parameter has another value.
   *
   * @param path the parameter
   * @param before its former value
   * @param after its value now
   * @param by who set it; empty: this component
   */
  record ValueChanged(String path, Value before, Value after, String by) implements ModelChange {}

  /**
   * A row was added.
   *
   * @param table with trailing dot
   * @param instance the row's number
   * @param alias the row's alias
   */
  record RowAdded(String table, int instance, String alias) implements ModelChange {}

  /**
   * A row was deleted.
   *
   * @param table with trailing dot
   * @param instance the row's number
   */
  record RowDeleted(String table, int instance) implements ModelChange {}
}
