package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.tr181.ConfigurationStore;
import org.rdkb.dhcpmanager.tr181.StoreException;

/** The configuration of all rows, one file {@code rows}. One writer at a time. */
public final class RowsFile implements ConfigurationStore {
  private static final Logger log = LogManager.getLogger(RowsFile.class);
  static final RecordText TEXT = new RecordText("rows", 1);
  static final int MOST_BYTES = 8 * 1024 * 1024;

  /** Beside the rows, whose keys are paths. */
  private static final String BOOT = "boot";

  private final RecordFile file;

  /** The parts of the last version: most of the next one is the same again. */
  private IdentityHashMap<SortedMap<String, String>, byte[]> encoded = new IdentityHashMap<>();

  private final String bootId;

  /** Writes refused one after another until now. */
  private long refusals;

  /**
   * The configuration in a folder.
   *
   * @param folder the state folder
   * @param bootId names this boot: {@code /proc/sys/kernel/random/boot_id}
   */
  public RowsFile(StateFolder folder, String bootId) {
    this.file = new RecordFile(folder.rows(), TEXT, MOST_BYTES, folder.quarantine());
    this.bootId = bootId;
  }

  @Override
  public void save(List<SortedMap<String, String>> parts) throws StoreException {
    try {
      file.write(encoded(parts));
      if (refusals > 0) {
        log.warn("CONFIGURATION-STORED-AGAIN refusedWrites={}", refusals);
        refusals = 0;
      }
    } catch (IOException | IllegalArgumentException failed) {
      if (refusals++ == 0) { // who asked for the change is told each time
        log.error("CONFIGURATION-NOT-STORED reason={}", failed.getMessage());
      }
      throw new StoreException(String.valueOf(failed.getMessage()));
    }
  }

  private List<byte[]> encoded(List<SortedMap<String, String>> parts)
      throws CharacterCodingException {
    IdentityHashMap<SortedMap<String, String>, byte[]> now = new IdentityHashMap<>();
    List<byte[]> all = new ArrayList<>();
    all.add(RecordText.lines(new TreeMap<>(Map.of(BOOT, bootId))));
    for (SortedMap<String, String> part : parts) {
      byte[] bytes = encoded.get(part);
      bytes = bytes == null ? RecordText.lines(part) : bytes;
      now.put(part, bytes);
      all.add(bytes);
    }
    encoded = now;
    return all;
  }

  /**
   * What was stored last, or before that if the last version is damaged.
   *
   * @return the values and how they were found
   */
  public Stored load() {
    RecordFile.Found<SortedMap<String, String>> found = file.read(values -> values);
    SortedMap<String, String> values = new TreeMap<>(found.value().orElseGet(TreeMap::new));
    String storedIn = values.remove(BOOT);
    return new Stored(
        values,
        switch (found.origin()) {
          case CURRENT -> Condition.CURRENT;
          case PREVIOUS -> Condition.FORMER;
          case ABSENT -> Condition.NEVER_STORED;
          case LOST -> Condition.LOST;
        },
        storedIn == null || storedIn.equals(bootId));
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
   * @param isOfThisBoot false if they were stored before this boot
   */
  public record Stored(
      SortedMap<String, String> values, Condition condition, boolean isOfThisBoot) {}
}
