package org.rdkb.dhcpmanager.store.backup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.store.DurableFile;

/** Backups in a folder, for us alone: leases tell who is where. */
public final class FolderTarget implements BackupTarget {
  private static final long MOST_BYTES = 2L * 1024 * 1024 * 1024 - 1024;

  private final Path folder;

  private FolderTarget(Path folder) {
    this.folder = folder;
  }

  /**
   * Uses a folder, made if it is absent.
   *
   * @param folder where
   * @return the target
   * @throws IOException if it cannot be made
   */
  public static FolderTarget toWrite(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new FolderTarget(folder);
  }

  /**
   * Uses a folder that is there.
   *
   * @param folder where
   * @return the target
   */
  public static FolderTarget toRead(Path folder) {
    return new FolderTarget(folder);
  }

  @Override
  public SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        names.add(String.valueOf(file.getFileName()));
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return names;
  }

  @Override
  public byte[] read(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      throw new IOException(file + ": no regular file of a size that can be");
    }
    return Files.readAllBytes(file);
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    DurableFile.replace(folder.resolve(name), List.of(content));
  }

  @Override
  public void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }
}
