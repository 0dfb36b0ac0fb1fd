package org.rdkb.dhcpmanager.rdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * A unit of systemd, or a drop-in for one, as far as we write them: sections, and lines {@code
 * Key=Value} in them; no line goes on in the next.
 */
public record UnitFile(List<Line> lines) {
  /** The unit of the manager. */
  public static final Path MANAGER = Path.of("rdk/dhcpmgr.service");

  /** One setting, with the section that it is in. */
  public record Line(String section, String key, String value) {}

  /** Reads it; a line of another form is an error. */
  public static UnitFile read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(file)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.matches("\\[[A-Za-z]+]")) {
        section = line.substring(1, line.length() - 1);
        continue;
      }
      int equals = line.indexOf('=');
      if (section.isEmpty() || equals < 1 || line.endsWith("\\")) {
        throw new IOException(file + ": " + line);
      }
      lines.add(new Line(section, line.substring(0, equals), line.substring(equals + 1)));
    }
    return new UnitFile(lines);
  }

  /** All words of all lines with this key. */
  public List<String> words(String key) {
    List<String> words = new ArrayList<>();
    for (Line line : lines) {
      if (line.key().equals(key)) {
        StringTokenizer parts = new StringTokenizer(line.value());
        while (parts.hasMoreTokens()) {
          words.add(parts.nextToken());
        }
      }
    }
    return words;
  }
}
