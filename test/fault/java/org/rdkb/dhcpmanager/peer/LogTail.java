package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;

/** The lines that a log gets from now on, each read once: a long run's log is long. */
final class LogTail {
  private static final int TIME = "2026-01-01T00:00:00,000".length();

  private final Path file;
  private final Deque<String> lines = new ArrayDeque<>();
  private long position;
  private String unfinished = "";

  private LogTail(Path file, long position) {
    this.file = file;
    this.position = position;
  }

  static LogTail fromNow(Path file) throws IOException {
    return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
  }

  /** The next line that contains it; those before it are passed over. */
  String await(String containing, int seconds) {
    AtomicReference<String> found = new AtomicReference<>("");
    Lab.within(seconds)
        .alias(file.getFileName() + ": " + containing)
        .until(
            () -> {
              found.set(next(containing));
              return !found.get().isEmpty();
            });
    return found.get();
  }

  private String next(String containing) {
    read();
    while (!lines.isEmpty()) {
      String line = lines.remove();
      if (line.contains(containing)) {
        return line;
      }
    }
    return "";
  }

  private void read() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(position);
      byte[] fresh = new byte[(int) Math.max(0, log.length() - position)];
      log.readFully(fresh);
      position += fresh.length;
      String[] parts =
          (unfinished + new String(fresh, StandardCharsets.ISO_8859_1)).split("\n", -1);
      for (int i = 0; i < parts.length - 1; i++) {
        lines.add(parts[i]);
      }
      unfinished = parts[parts.length - 1];
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** When the manager wrote a line; milliseconds since 1970. */
  static long millis(String line) {
    return LocalDateTime.parse(line.substring(0, TIME).replace(',', '.'))
        .atZone(ZoneId.systemDefault())
        .toInstant()
        .toEpochMilli();
  }
}
