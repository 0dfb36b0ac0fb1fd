package org.rdkb.dhcpmanager.core.client;

/**
 * A client row.
 *
 * @param family which table
 * @param instance the instance number, positive, never given to another row
 */
public record RowId(Family family, int instance) {
  /** Checks the number. */
  public RowId {
    if (instance < 1) {
      throw new IllegalArgumentException("instance " + instance);
    }
  }

  /** The row in log lines and folder names: {@code v4-1}. */
  @Override
  public String toString() {
    return family.word() + "-" + instance;
  }
}
