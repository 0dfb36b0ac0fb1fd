package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Puts leases into a state folder that nobody uses: all of them, or none. */
public final class LeaseImport {
  private final StateFolder folder;

  /**
   * A folder that we hold.
   *
   * @param folder open, so that no manager runs on it
   */
  public LeaseImport(StateFolder folder) {
    this.folder = folder;
  }

  /**
   * Checks all, then writes all; what was there is kept as the former version.
   *
   * @param leases the lines of each row's file
   * @throws DamagedException naming the first row whose lines make no sense; nothing was written
   * @throws IOException if one cannot be written; those before it are
   */
  public void write(Map<RowId, SortedMap<String, String>> leases)
      throws DamagedException, IOException {
    for (Map.Entry<RowId, SortedMap<String, String>> lease : leases.entrySet()) {
      try {
        StateInspection.check(lease.getKey(), lease.getValue());
      } catch (DamagedException damaged) {
        throw new DamagedException(lease.getKey() + ": " + damaged.reason());
      }
    }
    for (Map.Entry<RowId, SortedMap<String, String>> lease : leases.entrySet()) {
      new RecordFile(
              folder.lease(lease.getKey()),
              LeaseFiles.TEXT,
              LeaseFiles.MOST_BYTES,
              folder.quarantine())
          .write(lease.getValue());
    }
  }
}
