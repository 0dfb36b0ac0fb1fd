package org.rdkb.dhcpmanager.store;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Whether the state folder takes what is written to it. Says so in the log when that ends and when
 * it is so again, not for each write. Thread-safe.
 */
public final class Persistence {
  /** The condition while everything is stored. */
  public static final String OK = "ok";

  private static final Logger log = LogManager.getLogger(Persistence.class);

  /** By file name, with the reason: what should be on disk and is not. */
  private final SortedMap<String, String> missing = new TreeMap<>();

  private long refusals;
  private volatile String condition = OK;

  Persistence() {}

  synchronized void refused(String file, String reason) {
    if (missing.isEmpty()) {
      log.error("PERSISTENCE-LOST file={} everything goes on without: {}", file, reason);
      refusals = 0;
    }
    refusals++;
    missing.put(file, reason);
    tell();
  }

  /** The file is as it should be, or nobody needs it any more. */
  synchronized void settled(String file) {
    if (missing.remove(file) != null) {
      if (missing.isEmpty()) {
        log.warn("PERSISTENCE-BACK refusedWrites={}", refusals);
      }
      tell();
    }
  }

  private void tell() {
    condition =
        missing.isEmpty()
            ? OK
            : "not stored: " + missing.size() + ": " + missing.get(missing.firstKey());
  }

  /**
   * How it is now. Does not block.
   *
   * @return {@link #OK}, or how many files are not as they should be, and why the first is not
   */
  public String condition() {
    return condition;
  }
}
