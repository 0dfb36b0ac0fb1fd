package org.rdkb.dhcpmanager.bus;

import java.util.List;
import java.util.Optional;

/** The bus as this process has it: consumer calls, and publishing for its own elements. */
public interface Bus extends BusConsumer {

  /**
   * Hands an event to all who subscribed; returns at once and never waits for a subscriber.
   *
   * @param event what happened to one of this process's elements
   */
  void publish(BusEvent event);

  /**
   * Who listens to this process's elements.
   *
   * @return one for each subscription; absent if what carries the bus keeps that to itself
   */
  default Optional<List<Subscribed>> subscribed() {
    return Optional.empty();
  }

  /**
   * A subscription to an element of this process.
   *
   * @param element as the subscriber named it
   * @param subscriber as the bus names it
   */
  record Subscribed(String element, String subscriber) {}
}
