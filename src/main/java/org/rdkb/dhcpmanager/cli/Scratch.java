package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of ours alone, for the time of one piece of work. */
final class Scratch {
  private Scratch() {}

  /** Work that may fail as files fail, or in its own way. */
  @FunctionalInterface
  interface Work<T, X extends Exception> {
    T in(Path scratch) throws IOException, X;
  }

  static <T, X extends Exception> T with(Work<T, X> work) throws IOException, X {
    Path scratch = Files.createTempDirectory("dhcpmgr");
    try {
      return work.in(scratch);
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
