package org.rdkb.dhcpmanager.linux;

import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a cell sees of the files: made by the calling thread, which has mounts of its own already.
 */
final class CellMounts {
  private static final Path MOUNTS = Path.of("/proc/thread-self/mountinfo");
  private static final int MOUNT_POINT = 4;
  private static final int OPTIONS = 5;
  private static final String EMPTY = "mode=0755,size=64k";

  private CellMounts() {}

  /** A path of the cell, held open because it is about to be covered. */
  private record Held(Path path, Descriptor descriptor, boolean isFolder) {}

  static void make(Cell cell, Collection<Path> writableToo) throws LinuxException {
    Set<Path> covers = new LinkedHashSet<>();
    List<Held> held = new ArrayList<>();
    try {
      for (Path path : cell.visible()) {
        if (Files.exists(path) && closedAbove(path).isPresent()) {
          covers.add(closedAbove(path).get());
          held.add(hold(path));
        }
      }
      for (Path path : cell.writable()) {
        closedAbove(path).ifPresent(covers::add);
        held.add(hold(path));
      }
      for (Path path : cell.hidden()) {
        if (covers.stream().noneMatch(path::startsWith) && Files.isDirectory(path)) {
          covers.add(path);
        }
      }
      for (Path cover : covers) {
        cover(cover);
      }
      for (Held one : held) {
        putBack(one, covers);
      }
    } finally {
      held.forEach(one -> one.descriptor().close());
    }
    Set<Path> writable = new LinkedHashSet<>(cell.writable());
    writable.addAll(writableToo);
    lockAll(writable);
  }

  private static Held hold(Path path) throws LinuxException {
    return new Held(path, Descriptor.open(path, Libc.O_PATH), Files.isDirectory(path));
  }

  /** The topmost folder on the way that not everybody may pass; absent if all may. */
  private static Optional<Path> closedAbove(Path path) throws LinuxException {
    try {
      for (int names = 1; names < path.getNameCount(); names++) {
        Path folder = path.getRoot().resolve(path.subpath(0, names));
        if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return Optional.of(folder);
        }
      }
      return Optional.empty();
    } catch (IOException unseen) {
      throw new LinuxException("stat", path.toString(), Errno.ENOENT);
    }
  }

  private static void cover(Path folder) throws LinuxException {
    long flags = Libc.MS_NOSUID | Libc.MS_NODEV;
    if (Libc.mount("cell", folder.toString(), "tmpfs", new NativeLong(flags), EMPTY) != 0) {
      throw LinuxException.last("mount", folder.toString());
    }
  }

  /** Under its old name, in the folder that covers the old one, or on itself. */
  private static void putBack(Held one, Set<Path> covers) throws LinuxException {
    Path path = one.path();
    if (covers.stream().anyMatch(path::startsWith)) {
      for (int names = 1; names < path.getNameCount(); names++) {
        makeFolder(path.getRoot().resolve(path.subpath(0, names)));
      }
      if (one.isFolder()) {
        makeFolder(path);
      } else {
        Descriptor.open(path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_NOFOLLOW).close();
      }
    }
    ConfinedThread.mount(
        "/proc/thread-self/fd/" + one.descriptor().number(), path.toString(), Libc.MS_BIND);
  }

  private static void makeFolder(Path folder) throws LinuxException {
    if (!Files.isDirectory(folder) && Libc.mkdir(folder.toString(), 0755) != 0) {
      throw LinuxException.last("mkdir", folder.toString());
    }
  }

  /** All that is mounted becomes read-only. What cannot be reached any more does not matter. */
  private static void lockAll(Set<Path> writable) throws LinuxException {
    List<String> mounts;
    Set<Path> open = new LinkedHashSet<>();
    try {
      for (Path path : writable) {
        open.add(path.toRealPath());
      }
      mounts = Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1);
    } catch (IOException unseen) {
      throw new LinuxException("read", MOUNTS.toString(), Errno.ENOENT);
    }
    for (String mount : mounts) {
      String[] words = mount.split(" ", -1);
      Path point = Path.of(unescaped(words[MOUNT_POINT]));
      if (open.contains(point)) {
        continue;
      }
      long flags = Libc.MS_BIND | Libc.MS_REMOUNT | Libc.MS_RDONLY | kept(words[OPTIONS]);
      if (Libc.mount(null, point.toString(), null, new NativeLong(flags), null) != 0
          && point.equals(point.getRoot())) {
        throw LinuxException.last("mount", "/");
      }
    }
  }

  private static long kept(String options) {
    List<String> words = List.of(options.split(",", -1));
    return (words.contains("nosuid") ? Libc.MS_NOSUID : 0)
        | (words.contains("nodev") ? Libc.MS_NODEV : 0)
        | (words.contains("noexec") ? Libc.MS_NOEXEC : 0);
  }

  /** proc(5) writes blanks, tabs, newlines and backslashes as three octal digits. */
  private static String unescaped(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
