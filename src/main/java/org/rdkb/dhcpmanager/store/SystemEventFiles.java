package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.SystemEvent;
import org.rdkb.dhcpmanager.core.client.SystemEvents;

/**
 * System events as a folder: one file for each name, which holds the value. Each event replaces its
 * file in one step, so that a reader finds the old value or the new one, and a watcher (inotify)
 * hears of each. Not forced to disk: like leases in the kernel, it is worthless after a reboot.
 *
 * <p>Any thread may call; one writer at a time.
 */
public final class SystemEventFiles implements SystemEvents {
  private static final Logger log = LogManager.getLogger(SystemEventFiles.class);

  private final Path folder;

  /**
   * A folder that is not touched yet.
   *
   * @param folder absolute; made with the first event
   */
  public SystemEventFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void fire(SystemEvent event) {
    try {
      Files.createDirectories(folder);
      // No event begins with a dot.
      Path temporary = folder.resolve(".new");
      Files.deleteIfExists(temporary);
      Files.writeString(temporary, event.value(), StandardCharsets.UTF_8);
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(
          temporary,
          folder.resolve(event.name()),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
      log.info("SYSTEM-EVENT name={} value={}", event.name(), event.value());
    } catch (IOException failure) {
      log.error("SYSTEM-EVENT-LOST name={} reason={}", event.name(), failure.toString());
    }
  }
}
