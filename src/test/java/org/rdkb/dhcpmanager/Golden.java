package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Committed texts that tests compare with; rewritten only by {@code -Dgolden.update=true}. */
public final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private Golden() {}

  /** Fails with a diff unless the golden file of that name holds exactly this text. */
  public static void assertSame(String name, String text) {
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, text);
      }
      assertEquals(Files.readString(file), text, "golden file " + name);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
