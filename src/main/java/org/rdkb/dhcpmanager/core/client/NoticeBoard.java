package org.rdkb.dhcpmanager.core.client;

/** Port: events to the bus. Called on the row's lane; never blocks. */
@FunctionalInterface
public interface NoticeBoard {

  /**
   * Tells all subscribers.
   *
   * @param row about which row
   * @param notice what happened
   */
  void publish(RowId row, ClientNotice notice);
}
