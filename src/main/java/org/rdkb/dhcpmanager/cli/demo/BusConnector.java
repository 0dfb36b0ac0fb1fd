package org.rdkb.dhcpmanager.cli.demo;

import java.time.Duration;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;

/** Joins a bus. */
@FunctionalInterface
public interface BusConnector {
  /**
   * Joins as a consumer.
   *
   * @param address where
   * @param timeout bound of each call
   * @return open until closed
   * @throws BusException if nobody answers
   */
  BusConsumer connect(String address, Duration timeout) throws BusException;
}
