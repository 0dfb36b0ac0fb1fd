package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of ours alone, for the time of one piece of work. */
final class Scratch {
  private Scratch() {}

  /** Work that may fail as files fail, or in its own way. */
  @FunctionalInterface
  interface Work<T, X extends Exception> {
    T on(Path scratch) throws IOException, X;
  }

  static <T, X extends Exception> T with(Work<T, X> work) throws IOException, X {
    return in(Optional.empty(), work);
  }

  /** The same in a certain folder; absent: where temporary files are. */
  static <T, X extends Exception> T in(Optional<Path> folder, Work<T, X> work)
      throws IOException, X {
    Path scratch =
        folder.isPresent()
            ? Files.createTempDirectory(folder.get(), "dhcpmgr")
            : Files.createTempDirectory("dhcpmgr");
    try {
      return work.on(scratch);
    } finally {
      for (Path left : inside(scratch)) {
        Files.deleteIfExists(left);
      }
    }
  }

  /** What is in it, and it, the innermost first. */
  private static List<Path> inside(Path scratch) throws IOException {
    try (Stream<Path> paths = Files.walk(scratch)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
