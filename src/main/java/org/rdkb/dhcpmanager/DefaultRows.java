package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of a first start, from {@code etc/default-rows.properties}. */
final class DefaultRows {
  private DefaultRows() {}

  static SortedMap<String, String> load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IllegalArgumentException badEscape) {
      throw new IOException(file + ": " + badEscape.getMessage(), badEscape);
    }
    SortedMap<String, String> rows = new TreeMap<>();
    properties.forEach((path, value) -> rows.put(path.toString(), value.toString()));
    return rows;
  }
}
