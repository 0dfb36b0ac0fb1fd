package example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.extension.Extension;

/** Hears of every change: one line each in a file ({@code -Dexample.changes}). */
public final class WriteChanges implements Extension {
  private final Path file = Path.of(System.getProperty("example.changes", "/run/example-changes"));

  @Override
  public String name() {
    return "write-changes";
  }

  @Override
  public void changed(RowSnapshot before, RowSnapshot after) {
    String line = after.row() + " " + state(before) + " " + state(after) + "\n";
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String state(RowSnapshot row) {
    return row.state().getClass().getSimpleName();
  }
}
