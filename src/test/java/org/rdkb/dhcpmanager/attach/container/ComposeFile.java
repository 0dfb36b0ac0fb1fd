package org.rdkb.dhcpmanager.attach.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compose file as far as we write them: mappings by indentation of two, scalars, and lists of
 * quoted words in brackets. Anything else is an error.
 *
 * @param values scalars and lists as written, under their names joined by slashes
 */
public record ComposeFile(SortedMap<String, String> values) {
  /** The example that is shipped. */
  public static final Path EXAMPLE = Path.of("plugins/examples/compose.yaml");

  private static final Pattern LINE = Pattern.compile("( *)([A-Za-z0-9_-]+):( (.+))?");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

  /** Reads it; a line of another form, or a name that is there twice, is an error. */
  public static ComposeFile read(Path file) throws IOException {
    SortedMap<String, String> values = new TreeMap<>();
    Deque<String> names = new ArrayDeque<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      int depth = parts.matches() ? parts.group(1).length() / 2 : -1;
      if (depth < 0 || depth > names.size() || parts.group(1).length() % 2 != 0) {
        throw new IOException(file + ": " + line);
      }
      while (names.size() > depth) {
        names.removeLast();
      }
      names.addLast(parts.group(2));
      if (parts.group(4) != null && values.put(String.join("/", names), parts.group(4)) != null) {
        throw new IOException(file + ": twice: " + line);
      }
    }
    return new ComposeFile(values);
  }

  /** The names directly below one, in alphabetical order. */
  public List<String> below(String path) {
    return values.keySet().stream()
        .filter(key -> key.startsWith(path + "/"))
        .map(key -> key.substring(path.length() + 1).split("/", 2)[0])
        .distinct()
        .toList();
  }

  /** A scalar without its quotes; empty if there is none. */
  public String text(String path) {
    return values.getOrDefault(path, "").replace("\"", "");
  }

  /** A list; empty if there is none. */
  public List<String> words(String path) {
    List<String> words = new ArrayList<>();
    Matcher each = WORD.matcher(values.getOrDefault(path, ""));
    while (each.find()) {
      words.add(each.group(1));
    }
    return words;
  }

  /** What a service's health check executes, without the word that says so. */
  public List<String> healthCheck(String service) {
    List<String> words = words("services/" + service + "/healthcheck/test");
    return words.isEmpty() ? words : words.subList(1, words.size());
  }
}
