package org.rdkb.dhcpmanager.tr181;

/**
 * Port: hears what became of client rows, once per row and transaction, in the order of the
 * transactions. Called on the writer's thread while other writers wait: must not block.
 */
@FunctionalInterface
public interface ConfigurationListener {

  /**
   * A row of the configuration changed; it is durable and visible.
   *
   * @param change what happened
   */
  void changed(RowChange change);
}
