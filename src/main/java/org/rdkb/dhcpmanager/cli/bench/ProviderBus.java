package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Provider;

/** Joins a bus as a provider. */
@FunctionalInterface
public interface ProviderBus {
  /** What carries the bus. */
  enum Carrier {
    /** The peer in Java, with a broker of its own if none is there. */
    EMBEDDED,
    /** The library in C, on its own broker. */
    LIBRBUS
  }

  /**
   * Joins, and registers everything.
   *
   * @param carrier what carries it
   * @param address of the broker
   * @param component name on the bus
   * @param provider the elements
   * @return open until closed
   * @throws IOException if it cannot be joined
   * @throws BusException if an element is refused
   */
  Bus open(Carrier carrier, String address, String component, Provider provider)
      throws IOException, BusException;
}
