package org.rdkb.dhcpmanager.bus;

import org.rdkb.dhcpmanager.core.option.Octets;

/** Something a provider tells its subscribers. The name is always that of the concrete element. */
public sealed interface BusEvent {

  /**
   * The concrete element, with instance numbers; a table ends in a dot.
   *
   * @return the path
   */
  String element();

  /**
   * An event of the application's own shape.
   *
   * @param element path of the event or property
   * @param data what subscribers receive
   */
  record General(String element, BusObject data) implements BusEvent {}

  /**
   * A parameter has another value.
   *
   * @param element path of the parameter
   * @param value the new value
   * @param oldValue the one before
   * @param by the component that set it, or the provider's own name
   */
  record ValueChanged(String element, BusValue value, BusValue oldValue, String by)
      implements BusEvent {}

  /**
   * A row was added.
   *
   * @param element the table, with its trailing dot
   * @param instance the row's number
   * @param alias the row's alias; empty if none
   */
  record RowAdded(String element, int instance, String alias) implements BusEvent {}

  /**
   * A row was deleted.
   *
   * @param element the table, with its trailing dot
   * @param instance the row's number
   */
  record RowDeleted(String element, int instance) implements BusEvent {}

  /**
   * Octets of the application's own shape, for those who subscribed to raw data; others hear
   * nothing.
   *
   * @param element path of the event
   * @param octets at least one
   */
  record Raw(String element, Octets octets) implements BusEvent {}
}
