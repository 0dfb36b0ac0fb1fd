package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps our descriptors out of a child. glibc 2.34 closes them in the child itself; older libraries
 * and musl get a list of those open now (one that another thread opens meanwhile is closed by its
 * own close-on-exec flag).
 */
final class CloseFrom {
  private static final boolean AVAILABLE = register();

  private CloseFrom() {}

  private static boolean register() {
    try {
      Native.register(CloseFrom.class, "c");
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  static void addTo(Pointer actions, int first) throws LinuxException {
    int errno =
        AVAILABLE
            ? posix_spawn_file_actions_addclosefrom_np(actions, first)
            : addEach(actions, first);
    if (errno != 0) {
      throw new LinuxException("addclosefrom", errno);
    }
  }

  /** Visible for its test: the way of old libraries. */
  static int addEach(Pointer actions, int first) throws LinuxException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : open) {
        int fd = Integer.parseInt(String.valueOf(entry.getFileName()));
        int errno = fd < first ? 0 : Libc.posix_spawn_file_actions_addclose(actions, fd);
        if (errno != 0) {
          return errno;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new LinuxException("/proc/self/fd", Errno.ENOENT);
    }
  }

  static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int first);
}
