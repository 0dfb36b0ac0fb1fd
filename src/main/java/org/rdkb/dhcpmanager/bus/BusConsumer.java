package org.rdkb.dhcpmanager.bus;

import java.util.List;

/** What a consumer does on the bus. Every call blocks for a bounded time; safe from any thread. */
public interface BusConsumer extends AutoCloseable {

  /**
   * Reads parameters, partial paths and wildcards.
   *
   * @param paths at least one; partial paths and wildcards are asked one by one
   * @return the properties, in order
   * @throws BusException the first failure
   */
  List<BusProperty> get(List<String> paths) throws BusException;

  /**
   * Sets parameters, all or none.
   *
   * @param values at least one
   * @throws BusException naming the parameter that was refused
   */
  void set(List<BusProperty> values) throws BusException;

  /**
   * Adds a row.
   *
   * @param table with trailing dot
   * @param alias empty: the provider chooses
   * @return the row's number
   * @throws BusException if refused
   */
  int addRow(String table, String alias) throws BusException;

  /**
   * Deletes a row.
   *
   * @param row with trailing dot
   * @throws BusException if refused
   */
  void deleteRow(String row) throws BusException;

  /**
   * The rows of a table.
   *
   * @param table with trailing dot
   * @return in order of creation
   * @throws BusException if it is no table
   */
  List<RowName> rows(String table) throws BusException;

  /**
   * The names at and below a path.
   *
   * @param path where to start
   * @param depth as in {@link Provider#names}
   * @return in registration order
   * @throws BusException if the path is unknown
   */
  List<Element> names(String path, int depth) throws BusException;

  /**
   * Runs a method.
   *
   * @param method full path ending in {@code ()}
   * @param arguments empty if there are none
   * @return the results
   * @throws BusException if refused or failed
   */
  BusObject invoke(String method, BusObject arguments) throws BusException;

  /**
   * Subscribes. Events arrive one after another on one thread of the bus.
   *
   * @param request what to subscribe
   * @param listener called for each event; what it throws is logged and goes no further
   * @return closes the subscription
   * @throws BusException if refused, or nobody serves the name
   */
  Subscription subscribe(SubscribeRequest request, EventListener listener) throws BusException;

  /**
   * Names of all components and inboxes that the broker knows.
   *
   * @return in order of their arrival
   * @throws BusException if the broker does not answer
   */
  List<String> components() throws BusException;

  /** Unsubscribes what is open and leaves the bus; waits a bounded time. */
  @Override
  void close();

  /** Receives events. */
  @FunctionalInterface
  interface EventListener {
    /**
     * One event.
     *
     * @param event what the provider published
     */
    void received(ReceivedEvent event);
  }

  /** An open subscription. */
  interface Subscription extends AutoCloseable {
    /** Ends it; does nothing the second time. */
    @Override
    void close();
  }
}
