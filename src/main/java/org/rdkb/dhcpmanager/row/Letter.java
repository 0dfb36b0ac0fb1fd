package org.rdkb.dhcpmanager.row;

import java.time.Instant;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * What lies in the mailbox.
 *
 * <p>{@code done} runs on the row's lane after all effects of the event; it never blocks.
 */
sealed interface Letter {

  /**
   * An event for one row; for a row that is not there (any more) only {@code done} runs.
   *
   * @param at when it was taken; the steady clock
   */
  record ForRow(RowId row, ClientEvent event, Runnable done, Instant at) implements Letter {}

  /** A row begins to exist, with its first event. */
  record RowBegins(RowId row, ClientEvent.Recovered first) implements Letter {}

  /** The operator changed a row. */
  record RowConfigured(RowId row, ClientConfiguration configuration) implements Letter {}

  /** A row was deleted: stop its client, then forget it. */
  record RowEnds(RowId row) implements Letter {}

  /** A link changed; every row of the family on it hears of it. */
  record ForLink(Family family, String linuxInterface, LinkState state) implements Letter {}

  /** Work for the owner's thread that is about all rows. */
  record ForOwner(Runnable work) implements Letter {}

  /** Come to an end. */
  record Stop() implements Letter {}
}
