package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds out who listens on a TCP port, as far as /proc tells us (proc(5)). */
final class PortOwner {
  /** TCP_LISTEN in the kernel's numbering. */
  private static final String LISTEN = "0A";

  private PortOwner() {}

  /** In words: {@code pid 4711 (python3)}, or that it cannot be known. */
  static String describe(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      sockets.addAll(listening(Path.of(table), port));
    }
    if (sockets.isEmpty()) {
      return "an unknown process";
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        if (holds(process, sockets)) {
          return "pid " + process.getFileName() + " (" + name(process) + ")";
        }
      }
    } catch (IOException unreadable) {
      return "an unknown process";
    }
    return "a process that cannot be looked into";
  }

  private static Set<String> listening(Path table, int port) {
    Set<String> found = new HashSet<>();
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try {
      for (String line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTEN)) {
          found.add("socket:[" + columns[9] + "]");
        }
      }
    } catch (IOException unreadable) {
      return found;
    }
    return found;
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (points(descriptor, sockets)) {
          return true;
        }
      }
    } catch (IOException gone) {
      return false; // ended, or not ours to look into
    }
    return false;
  }

  private static boolean points(Path descriptor, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closed) {
      return false;
    }
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1)
          .strip()
          .replaceAll("[^ -~]", ".");
    } catch (IOException gone) {
      return "?";
    }
  }
}
