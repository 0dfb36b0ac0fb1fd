package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A file of names for a resolver, written only where the operator wants it, readable by everybody,
 * replaced whole. Never a file of somebody else: what does not begin with our mark stays. It is
 * made anew after a crash, so nothing waits for the disk. One caller at a time.
 */
public final class HostsFile {
  private static final Logger log = LogManager.getLogger(HostsFile.class);

  private final String mark;
  private String last = "";
  private String trouble = "";

  /**
   * Nothing is written yet.
   *
   * @param mark the first line of what is ours
   */
  public HostsFile(String mark) {
    this.mark = mark;
  }

  /**
   * Brings the file to this text; does nothing if that was written last and is still there.
   *
   * @param file absolute path
   * @param text begins with the mark
   */
  public synchronized void update(Path file, String text) {
    if (text.equals(last) && trouble.isEmpty() && Files.exists(file)) {
      return;
    }
    try {
      replace(file, text);
      last = text;
      trouble = "";
    } catch (IOException failed) {
      String reason = String.valueOf(failed.getMessage());
      if (!reason.equals(trouble)) {
        log.error("HOSTS-NOT-WRITTEN file={} reason={}", file, reason);
      }
      trouble = reason;
    }
  }

  private void replace(Path file, String text) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs(file)) {
      throw new IOException(file + " is somebody else's: its first line is not ours");
    }
    Path fresh = DurableFile.beside(file);
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    Files.writeString(fresh, text, StandardCharsets.US_ASCII);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean isOurs(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(mark.length());
      return new String(head, StandardCharsets.US_ASCII).equals(mark);
    }
  }
}
