package org.rdkb.dhcpmanager.watch;

import java.util.Map;

/**
 * A figure of some part of the manager, at the moment it is asked for.
 *
 * @param name as in the metrics: lower case, {@code dhcpmgr_} and the part first, unit last; a
 *     counter without {@code _total}
 * @param help one line for people
 * @param kind whether it only grows
 * @param labels what tells it from others of the same name; all of a name have the same labels
 * @param value in the name's unit
 */
public record Figure(
    String name, String help, Kind kind, Map<String, String> labels, Number value) {
  /** What may be done with it. */
  public enum Kind {
    /** Grows from 0 since the start. */
    COUNTER,
    /** Goes up and down. */
    GAUGE
  }

  /** Takes a copy of the map. */
  public Figure {
    labels = Map.copyOf(labels);
  }

  /**
   * A figure that only grows, without labels.
   *
   * @param name without {@code _total}
   * @param help one line
   * @param value since the start
   * @return the figure
   */
  public static Figure counter(String name, String help, Number value) {
    return new Figure(name, help, Kind.COUNTER, Map.of(), value);
  }

  /**
   * A figure that goes up and down, without labels.
   *
   * @param name with its unit last
   * @param help one line
   * @param value now
   * @return the figure
   */
  public static Figure gauge(String name, String help, Number value) {
    return new Figure(name, help, Kind.GAUGE, Map.of(), value);
  }
}
