package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Where damaged files go, each with a file {@code <name>.reason} beside it. Bounded: beyond {@value
 * #MOST} of one name the last is replaced.
 */
final class Quarantine {
  private static final Logger log = LogManager.getLogger(Quarantine.class);
  private static final int MOST = 16;

  private final Path folder;

  Quarantine(Path folder) {
    this.folder = folder;
  }

  /** Moves a file here. Failure to do so is logged; the file then stays where it is. */
  void setAside(Path file, String reason) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path target = free(String.valueOf(file.getFileName()));
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(target.resolveSibling(target.getFileName() + ".reason"), reason + "\n");
      log.error("STATE-SET-ASIDE file={} to={} reason={}", file, target, reason);
    } catch (IOException failed) {
      log.error("STATE-DAMAGED file={} reason={} notMoved={}", file, reason, failed.toString());
    }
  }

  private Path free(String name) {
    Path candidate = folder.resolve(name + ".1");
    for (int i = 2; i <= MOST && Files.exists(candidate, LinkOption.NOFOLLOW_LINKS); i++) {
      candidate = folder.resolve(name + "." + i);
    }
    return candidate;
  }
}
