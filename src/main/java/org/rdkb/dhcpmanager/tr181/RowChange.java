package org.rdkb.dhcpmanager.tr181;

import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * What one transaction did to a client row, nested rows included.
 *
 * @param kind what happened
 * @param row which row
 * @param tree the configuration after the transaction
 */
public record RowChange(Kind kind, RowId row, RowTree tree) {

  /** What happened. */
  public enum Kind {
    /** The row is new. */
    ADDED,
    /** A value of it, or of a row in it, is another, or a row in it came or went. */
    CHANGED,
    /** The row is gone. */
    DELETED
  }
}
