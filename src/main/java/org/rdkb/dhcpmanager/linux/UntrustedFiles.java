package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Files in a folder that somebody else may write, and put there whatever he likes: links to the
 * files of others, pipes that nobody fills.
 */
public final class UntrustedFiles {
  private static final int MOST_DEPTH = 16;

  private UntrustedFiles() {}

  /**
   * Reads a file without following a link as its last name, and without ever waiting.
   *
   * @param file path
   * @param most octets; what is longer is cut
   * @return its octets
   * @throws NoSuchFileException if it is not there
   * @throws IOException if it cannot be read, or is no file
   */
  public static byte[] read(Path file, int most) throws IOException {
    try (Descriptor open =
            Descriptor.open(file, Libc.O_RDONLY | Libc.O_NOFOLLOW | Libc.O_NONBLOCK);
        Memory buffer = new Memory(Math.max(1, most))) {
      int length = 0;
      while (length < most) {
        int count =
            Libc.read(open.number(), buffer.share(length), new NativeLong(most - (long) length))
                .intValue();
        if (count < 0) {
          throw LinuxException.last("read", file.toString());
        }
        if (count == 0) {
          break;
        }
        length += count;
      }
      return buffer.getByteArray(0, length);
    } catch (LinuxException refused) {
      if (refused.errno() == Errno.ENOENT) {
        throw new NoSuchFileException(file.toString());
      }
      throw refused;
    }
  }

  /**
   * Makes a file that is not there yet.
   *
   * @param file path
   * @param octets what it holds
   * @param mode for example 0644, whatever the process's mask says
   * @throws IOException if there is anything of that name, or no room
   */
  public static void create(Path file, byte[] octets, int mode) throws IOException {
    int flags = Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_NOFOLLOW;
    try (Descriptor open = Descriptor.open(file, flags);
        Memory buffer = new Memory(Math.max(1, octets.length))) {
      buffer.write(0, octets, 0, octets.length);
      if (Libc.fchmod(open.number(), mode) != 0
          || Libc.write(open.number(), buffer, new NativeLong(octets.length)).intValue()
              != octets.length) {
        throw LinuxException.last("write", file.toString());
      }
    }
  }

  /**
   * Removes a folder with all that is in it, and nothing that is elsewhere. Absent is normal.
   *
   * @param folder in one that only we may write
   * @throws IOException if something stays
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      if (entries instanceof SecureDirectoryStream<Path> secure) {
        empty(secure, MOST_DEPTH);
      }
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return;
    }
    Files.deleteIfExists(folder);
  }

  private static void empty(SecureDirectoryStream<Path> folder, int depth) throws IOException {
    for (Path entry : folder) {
      Path name = entry.getFileName();
      boolean isFolder =
          folder
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes()
              .isDirectory();
      if (!isFolder) {
        folder.deleteFile(name);
        continue;
      }
      if (depth == 0) {
        throw new IOException(entry + " has folders too deep in each other");
      }
      try (SecureDirectoryStream<Path> within =
          folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        empty(within, depth - 1);
      }
      folder.deleteDirectory(name);
    }
  }
}
