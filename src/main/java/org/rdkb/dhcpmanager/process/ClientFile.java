package org.rdkb.dhcpmanager.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written down about a running client, so that a later run of this program can tell it from
 * any other process: {@code key=value} lines. Pure.
 *
 * @param pid greater than 1
 * @param startTicks clock ticks since boot
 * @param bootId of the boot that these ticks count from
 * @param executable the file that it runs, as {@code /proc} shows it; empty: not known
 * @param argv command line, at least the program
 */
record ClientFile(int pid, long startTicks, String bootId, String executable, List<String> argv) {
  ClientFile {
    argv = List.copyOf(argv);
    if (pid <= 1 || startTicks < 0 || argv.isEmpty()) {
      throw new IllegalArgumentException("no such client: pid " + pid);
    }
  }

  String format() {
    StringBuilder text = new StringBuilder();
    text.append("pid=").append(pid).append('\n');
    text.append("startTicks=").append(startTicks).append('\n');
    text.append("bootId=").append(bootId).append('\n');
    text.append("executable=").append(escape(executable)).append('\n');
    for (String argument : argv) {
      text.append("arg=").append(escape(argument)).append('\n');
    }
    return text.append("end=\n").toString();
  }

  /** Absent when anything is missing, unknown, twice there or cut off. */
  static Optional<ClientFile> parse(String text) {
    if (!text.endsWith("\nend=\n")) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    List<String> argv = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (line.isEmpty()) {
        continue;
      }
      if (equals < 0) {
        return Optional.empty();
      }
      String key = line.substring(0, equals);
      String value = line.substring(equals + 1);
      if (key.equals("arg")) {
        argv.add(unescape(value));
      } else if (values.put(key, value) != null) {
        return Optional.empty();
      }
    }
    if (values.size() != 5) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ClientFile(
              Integer.parseInt(values.getOrDefault("pid", "")),
              Long.parseLong(values.getOrDefault("startTicks", "")),
              values.getOrDefault("bootId", ""),
              unescape(values.getOrDefault("executable", "")),
              argv));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
