package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.tr181.ConfigurationStore;
import org.rdkb.dhcpmanager.tr181.StoreException;

/** The configuration of all rows, one file {@code rows}. One writer at a time. */
public final class RowsFile implements ConfigurationStore {
  private static final Logger log = LogManager.getLogger(RowsFile.class);
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final RecordFile file;

  /**
   * The configuration in a folder.
   *
   * @param folder the state folder
   */
  public RowsFile(StateFolder folder) {
    this.file =
        new RecordFile(folder.rows(), new RecordText("rows", 1), MOST_BYTES, folder.quarantine());
  }

  @Override
  public void save(SortedMap<String, String> values) throws StoreException {
    try {
      file.write(values);
    } catch (IOException | IllegalArgumentException failed) {
      log.error("CONFIGURATION-NOT-STORED reason={}", failed.getMessage());
      throw new StoreException(String.valueOf(failed.getMessage()));
    }
  }

  /**
   * What was stored last, or before that if the last version is damaged.
   *
   * @return the values and how they were found
   */
  public Stored load() {
    RecordFile.Found<SortedMap<String, String>> found = file.read(values -> values);
    return new Stored(
        found.value().orElseGet(TreeMap::new),
        switch (found.origin()) {
          case CURRENT -> Condition.CURRENT;
          case PREVIOUS -> Condition.FORMER;
          case ABSENT -> Condition.NEVER_STORED;
          case LOST -> Condition.LOST;
        });
  }

  /** How the configuration was found. */
  public enum Condition {
    /** As stored last. */
    CURRENT,
    /** As stored before the last change; the last version was damaged. */
    FORMER,
    /** Nothing was ever stored: a first start. */
    NEVER_STORED,
    /** It was stored, but no version can be used; both are in quarantine. */
    LOST
  }

  /**
   * The stored configuration.
   *
   * @param values by path; empty unless {@code CURRENT} or {@code FORMER}
   * @param condition how they were found
   */
  public record Stored(SortedMap<String, String> values, Condition condition) {}
}
