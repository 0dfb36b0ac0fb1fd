package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index of log messages against the sources: no message without a row, no row without one. */
class MessagesTest {
  private static final Path INDEX = Path.of("doc", "messages.md");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern CALL =
      Pattern.compile("\\blog\\s*\\.(trace|debug|info|warn|error)\\(\\s*\"([^ \"]*)([^\"]*)\"");

  /** One whose level depends on what failed. */
  private static final Pattern CHOSEN = Pattern.compile("\\blog\\.log\\(level, \"([^ \"]*)");

  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z0-9{}-]+)` \\| ([a-z, ]+) \\| ([^|]+[.?]) \\|");

  /** Levels by id. */
  private static SortedMap<String, SortedSet<String>> messages() throws IOException {
    SortedMap<String, SortedSet<String>> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        Matcher call = CALL.matcher(text);
        while (call.find()) {
          if (call.group(2).matches("[A-Z0-9{}-]{3,}")) {
            found.computeIfAbsent(call.group(2), id -> new TreeSet<>()).add(call.group(1));
          } else {
            assertTrue(
                List.of("trace", "debug").contains(call.group(1)),
                () -> file + ": no id: " + call.group());
          }
        }
        Matcher chosen = CHOSEN.matcher(text);
        while (chosen.find()) {
          found
              .computeIfAbsent(chosen.group(1), id -> new TreeSet<>())
              .addAll(List.of("debug", "warn"));
        }
      }
    }
    return found;
  }

  @Test
  void everyMessage_isInTheIndexWithItsLevels_andNothingElseIs() throws IOException {
    SortedMap<String, SortedSet<String>> indexed = new TreeMap<>();
    List<String> order = new ArrayList<>();
    for (String line : Files.readAllLines(INDEX)) {
      if (line.startsWith("| `")) {
        Matcher row = ROW.matcher(line);
        assertTrue(row.matches(), line);
        order.add(row.group(1));
        indexed.put(row.group(1), new TreeSet<>(List.of(row.group(2).split(", ", -1))));
      }
    }
    assertEquals(lines(messages()), lines(indexed));
    assertEquals(List.copyOf(new TreeSet<>(order)), order, "sorted, each once");
  }

  private static String lines(Map<String, SortedSet<String>> levels) {
    StringBuilder text = new StringBuilder();
    levels.forEach((id, all) -> text.append(id).append(' ').append(all).append('\n'));
    return text.toString();
  }
}
