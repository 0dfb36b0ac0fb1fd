package org.rdkb.dhcpmanager.plugin;

import java.util.Map;

/**
 * What the monitor has seen since it was made, at one moment. Each message normally comes twice, as
 * a file and over the socket. It counts twice, once handed over and once duplicate, unless it came
 * in turn over the socket: then its file is not read.
 *
 * @param messages read from socket and spool
 * @param bytes of those messages
 * @param handedOver accepted by the sink
 * @param drained those of {@code handedOver} that came from the spool
 * @param duplicates dropped because their number had been seen
 * @param noRoom the sink was full; the message stayed in the spool
 * @param refused refused whole, by {@link Refusal#word}
 * @param faults unexpected exceptions; each made the socket be rebuilt
 * @param spoolFailures files or folders that could not be read, moved or removed
 */
public record MonitorCounters(
    long messages,
    long bytes,
    long handedOver,
    long drained,
    long duplicates,
    long noRoom,
    Map<String, Long> refused,
    long faults,
    long spoolFailures) {
  /** Takes a copy of the map. */
  public MonitorCounters {
    refused = Map.copyOf(refused);
  }
}
