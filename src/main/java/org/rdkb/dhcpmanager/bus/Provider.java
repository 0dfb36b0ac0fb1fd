package org.rdkb.dhcpmanager.bus;

import java.util.List;

/**
 * The owner of data-model elements, as the bus sees it.
 *
 * <p>Called on the bus's threads, several at once. No call may wait for a client process, the disk
 * of a lease or another component; sets wait for the configuration to be durable and nothing else.
 * Row references may be numbers or {@code [alias]}; answers repeat the reference as it was asked.
 */
public interface Provider {

  /**
   * Everything to register, tables as {@code X.{i}.}, parents before what they hold.
   *
   * @return in registration order
   */
  List<Element> elements();

  /**
   * Reads a parameter, a partial path (ends in a dot) or a wildcard ({@code *} in row positions).
   *
   * @param path what to read
   * @return one property for a parameter; any number for the other forms, in registration order
   * @throws BusException {@link BusError#ELEMENT_DOES_NOT_EXIST} for an unknown name, {@link
   *     BusError#INVALID_OPERATION} for one that has no value
   */
  List<BusProperty> get(String path) throws BusException;

  /**
   * Reads several parameters, none of them partial or a wildcard, as they are at one moment.
   *
   * @param paths what to read
   * @return one property for each, in the same order
   * @throws BusException the first refusal
   */
  List<BusProperty> get(List<String> paths) throws BusException;

  /**
   * Sets all of the parameters or none.
   *
   * @param values what to set; instance numbers or aliases, no wildcards
   * @param by the component that asks
   * @throws BusException naming the first parameter that is refused; nothing has changed then
   */
  void set(List<BusProperty> values, String by) throws BusException;

  /**
   * Whether a set would be refused now: for values that a session holds back until its commit.
   *
   * @param values what the session has so far
   * @param by the component that asks
   * @throws BusException as {@link #set} would; nothing changes in either case. By default nothing
   *     is known to be wrong before it is set
   */
  default void check(List<BusProperty> values, String by) throws BusException {}

  /**
   * Whether a value is wrong whatever else is set with it: unknown, of another type, out of range,
   * not writable.
   *
   * @param value what is to be set, perhaps with others
   * @throws BusException as {@link #set} of all of them would; nothing changes in either case. By
   *     default nothing is known to be wrong before it is set
   */
  default void checkAlone(BusProperty value) throws BusException {}

  /**
   * Adds a row.
   *
   * @param table the table with its trailing dot
   * @param alias the wanted alias; empty: the provider chooses
   * @return the new row's number
   * @throws BusException if the table is unknown, fixed or full, or the alias taken
   */
  int addRow(String table, String alias) throws BusException;

  /**
   * Deletes a row and all below it.
   *
   * @param row the row, with or without trailing dot
   * @throws BusException if there is no such row or it may not go
   */
  void deleteRow(String row) throws BusException;

  /**
   * The rows of a table.
   *
   * @param table the table, with or without trailing dot
   * @return in order of creation
   * @throws BusException if it is no table
   */
  List<RowName> rows(String table) throws BusException;

  /**
   * The names at and below a path.
   *
   * @param path where to start
   * @param depth ≥ 0: the element itself and this many levels below; &lt; 0: only what is exactly
   *     |depth| levels below
   * @return in registration order; placeholders never appear, rows do
   * @throws BusException if the path is unknown
   */
  List<Element> names(String path, int depth) throws BusException;

  /**
   * Runs a method.
   *
   * @param method full path ending in {@code ()}
   * @param arguments empty if there are none
   * @return the results
   * @throws BusException if the method is unknown or refuses
   */
  BusObject invoke(String method, BusObject arguments) throws BusException;

  /**
   * Runs a method whose answer may take its time; returns at once even then.
   *
   * @param method full path ending in {@code ()}
   * @param arguments empty if there are none
   * @param answer told once, on this thread or another. By default on this one, by {@link
   *     #invoke(String, BusObject)}
   */
  default void invoke(String method, BusObject arguments, MethodAnswer answer) {
    BusObject results;
    try {
      results = invoke(method, arguments);
    } catch (BusException refused) {
      answer.refused(refused);
      return;
    }
    answer.results(results);
  }
}
