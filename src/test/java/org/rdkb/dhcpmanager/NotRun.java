package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What could not run on this machine; the launcher says it in the last lines of a test run. */
public final class NotRun {
  private static final Path FOLDER = Path.of("target", "not-run");

  private NotRun() {}

  /** The program, if it is on the path of this process; else the suite is named as not run. */
  public static Optional<Path> need(String program, String suite, String what) {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    try {
      Files.createDirectories(FOLDER);
      Path note = FOLDER.resolve(suite + "-" + program);
      if (found.isPresent()) {
        Files.deleteIfExists(note);
      } else {
        Files.writeString(note, suite + ": " + what + ", since there is no " + program + "\n");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return found;
  }
}
