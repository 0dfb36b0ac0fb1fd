package org.rdkb.dhcpmanager.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Replaces files so that a crash at any moment leaves the old content or the new one, whole: temp
 * file, fsync, rename, fsync of the folder. Mode 0600. One writer of a file at a time.
 */
public final class DurableFile {
  private static final int CHUNK = 64 * 1024;

  private DurableFile() {}

  /**
   * Replaces a file, or makes it. Durable when it returns.
   *
   * @param file which
   * @param parts its content, one after another
   * @throws IOException if it cannot be written; the old one is there still then
   */
  public static void replace(Path file, List<byte[]> parts) throws IOException {
    Path fresh = beside(file);
    try {
      write(fresh, parts);
      putInPlace(fresh, file);
    } catch (IOException failed) {
      Files.deleteIfExists(fresh);
      throw failed;
    }
  }

  /** Where the new content stands until it is whole. */
  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  static void write(Path fresh, List<byte[]> parts) throws IOException {
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), CHUNK);
      for (byte[] part : parts) {
        out.write(part);
      }
      out.flush();
      channel.force(true);
    }
  }

  static void putInPlace(Path fresh, Path file) throws IOException {
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    syncFolderOf(file);
  }

  /** Makes renames and deletions in the file's folder durable. */
  static void syncFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
