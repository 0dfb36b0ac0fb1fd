package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Where damaged files go, each with a file {@code <name>.reason} beside it. Bounded: beyond {@value
 * #MOST} of one name the last is replaced.
 */
final class Quarantine {
  private static final Logger log = LogManager.getLogger(Quarantine.class);
  private static final String REASON = ".reason";
  private static final int MOST = 16;

  /** Of all names, the reasons counted. */
  static final int MOST_FILES = 256;

  private static final long MOST_BYTES = 16L * 1024 * 1024;

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
      Files.writeString(target.resolveSibling(target.getFileName() + REASON), reason + "\n");
      log.error("STATE-SET-ASIDE file={} to={} reason={}", file, target, reason);
    } catch (IOException failed) {
      log.error("STATE-DAMAGED file={} reason={} notMoved={}", file, reason, failed.toString());
    }
  }

  /** What is here, without the reasons; none if it cannot be listed. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(REASON)) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException none) {
      log.debug("QUARANTINE-NOT-LISTED reason={}", none.toString());
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** Removes the oldest beyond the bound of all together; absent is normal. */
  void trim() {
    List<Path> oldest = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(oldest::add);
    } catch (NoSuchFileException none) {
      return;
    } catch (IOException | DirectoryIteratorException failed) {
      log.warn("QUARANTINE-NOT-LISTED reason={}", failed.toString());
      return;
    }
    Map<Path, Long> written = new HashMap<>();
    oldest.forEach(file -> written.put(file, file.toFile().lastModified()));
    oldest.sort(Comparator.comparing(written::get));
    long bytes = oldest.stream().mapToLong(file -> file.toFile().length()).sum();
    int left = oldest.size();
    int gone = 0;
    for (Path file : oldest) {
      if (left - gone <= MOST_FILES && bytes <= MOST_BYTES) {
        break;
      }
      bytes -= file.toFile().length();
      gone++;
      delete(file);
    }
    if (gone > 0) {
      log.warn("QUARANTINE-TRIMMED files={} left={}", gone, left - gone);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      log.warn("QUARANTINE-STAYS file={} reason={}", file, stays.toString());
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
