package org.rdkb.dhcpmanager.core.attach;

/**
 * Names a declared link.
 *
 * @param table what it is declared as
 * @param instance number of its row, 1 or more
 */
public record AttachmentId(Table table, int instance) {

  /** The two tables. */
  public enum Table {
    /** A link that others sit on. */
    NETWORK,
    /** A link of a network, or alone. */
    ENDPOINT
  }

  /**
   * Whether it is the base of a network.
   *
   * @return false: an endpoint
   */
  public boolean isNetwork() {
    return table == Table.NETWORK;
  }

  @Override
  public String toString() {
    return (table == Table.NETWORK ? "network-" : "endpoint-") + instance;
  }
}
