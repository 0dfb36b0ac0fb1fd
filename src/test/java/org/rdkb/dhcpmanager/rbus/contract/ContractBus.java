package org.rdkb.dhcpmanager.rbus.contract;

import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** One bus that the contract is held against: a broker, and ways to join it. */
interface ContractBus extends AutoCloseable {

  /** What not every bus can do; the contract says where it makes a difference. */
  enum Trait {
    /** A refusal carries the provider's own words and names the element, whatever was asked. */
    REASONS,
    /** A call that can no longer be answered fails at once instead of after its time-out. */
    FAILS_AT_ONCE,
    /** While one call hangs in the provider, others are answered. */
    SERVES_TOGETHER,
    /** Any number of peers in this process; where missing, about a dozen. */
    MANY_PEERS,
    /** Periodic events are sent by the bus itself. */
    INTERVALS,
    /** A set of several parameters is undone where a second component refuses its part. */
    TWO_PROVIDERS,
    /**
     * A row that goes takes only its own subscriptions along. Stock librbus drops, in the provider,
     * the first one that covers the row and all that came after it, and tells nobody.
     */
    KEEPS_SUBSCRIPTIONS,
    /** Its broker is a socket that takes the frames of stock tools. */
    FRAMES
  }

  /** Where its broker is. */
  BusAddress address();

  /** Joins as a provider. */
  Bus provider(String component, Provider provider) throws Exception;

  /** Joins as a mere consumer. */
  BusConsumer consumer(String component) throws Exception;

  boolean has(Trait trait);

  /** Events that may be under way to one process at the same time without one being lost. */
  int mostAtOnce();

  /** Ends the broker as a crash would. */
  void stopBroker() throws Exception;

  /** Starts a new broker at the same address; returns when it serves. */
  void startBroker() throws Exception;

  @Override
  void close();
}
