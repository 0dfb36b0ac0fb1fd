package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;

/** What a get found at one path; row references are as they were asked. */
public sealed interface Leaf {

  /**
   * The path.
   *
   * @return with numbers or aliases, as asked
   */
  String path();

  /**
   * A parameter.
   *
   * @param path as asked
   * @param value its value
   */
  record Parameter(String path, Value value) implements Leaf {}

  /**
   * The event of a client row that holds a lease.
   *
   * @param path as asked
   * @param client the row
   * @param now the steady clock at the time of the get
   */
  record Event(String path, RowSnapshot client, Instant now) implements Leaf {}
}
