package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The empty file that other components of RDK-B wait for: it exists while every row is on the bus.
 * Neither links nor foreign content are followed or used; it may lie in a folder open to all.
 */
public final class ReadyMarker {
  private static final Logger log = LogManager.getLogger(ReadyMarker.class);

  private final Optional<Path> file;

  /**
   * A marker.
   *
   * @param file absent: nobody wants one
   */
  public ReadyMarker(Optional<Path> file) {
    this.file = file;
  }

  /** Nobody is served from now on. */
  public void remove() {
    file.ifPresent(
        path -> {
          try {
            Files.deleteIfExists(path);
          } catch (IOException failed) {
            log.warn("READY-MARKER-NOT-REMOVED reason={}", failed.toString());
          }
        });
  }

  /** Everybody is served from now on. */
  public void create() {
    file.ifPresent(
        path -> {
          try {
            Files.createFile(path);
          } catch (IOException failed) {
            log.error("READY-MARKER-NOT-MADE reason={}", failed.toString());
          }
        });
  }
}
