package org.rdkb.dhcpmanager.bus;

/** The bus as this process has it: consumer calls, and publishing for its own elements. */
public interface Bus extends BusConsumer {

  /**
   * Hands an event to all who subscribed; returns at once and never waits for a subscriber.
   *
   * @param event what happened to one of this process's elements
   */
  void publish(BusEvent event);
}
