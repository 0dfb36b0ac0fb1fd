package org.rdkb.dhcpmanager.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * A file of the state folder as it was found.
 *
 * @param path where
 * @param row whose lease it holds; absent: it is the configuration
 * @param bytes its size
 * @param modified when it was written, by the wall clock of that time
 * @param head its first line, which names kind, format, length and sum; empty if it cannot be read
 * @param damage what is wrong with it; absent if nothing
 * @param repaired what is missing, wrong or unknown in it, and can be done without
 * @param lines what it says; empty if it is damaged
 */
public record StoredFile(
    Path path,
    Optional<RowId> row,
    long bytes,
    Instant modified,
    String head,
    Optional<String> damage,
    List<String> repaired,
    SortedMap<String, String> lines) {

  /**
   * Whether it is the version before the present one.
   *
   * @return by its name
   */
  public boolean isFormer() {
    return path.toString().endsWith(RecordFile.FORMER);
  }
}
