package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The program with a wall clock that a test sets: the true one and as many seconds as the file says
 * that the property {@code test.step} names. Setting the machine's own would be everybody's.
 */
public final class SteppedWallClock {
  private static final Path STEP = Path.of(System.getProperty("test.step", "/nowhere"));

  private SteppedWallClock() {}

  /** As {@link Main}. */
  public static void main(String[] arguments) {
    System.exit(Main.with(SteppedWallClock::now).execute(arguments));
  }

  private static Instant now() {
    try {
      return Instant.now().plusSeconds(Long.parseLong(Files.readString(STEP).strip()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
