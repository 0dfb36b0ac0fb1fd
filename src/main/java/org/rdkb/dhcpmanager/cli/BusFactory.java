package org.rdkb.dhcpmanager.cli;

import java.time.Duration;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;

/** Joins a bus. */
@FunctionalInterface
public interface BusFactory {
  /**
   * Joins the bus as a consumer that registers nothing.
   *
   * @param address such as {@code unix:///tmp/rtrouted} or {@code tcp://127.0.0.1:10001}
   * @param timeout bound of each call on the consumer, positive
   * @return open until closed
   * @throws BusException if nobody answers there
   */
  BusConsumer connect(String address, Duration timeout) throws BusException;
}
