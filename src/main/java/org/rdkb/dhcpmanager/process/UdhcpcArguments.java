package org.rdkb.dhcpmanager.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Understands the command line of any udhcpc, as getopt(3) does: {@code -i eth0}, {@code -ieth0},
 * {@code -fi eth0}, {@code --interface=eth0}, {@code busybox udhcpc …}.
 *
 * @param linuxInterface where it runs
 * @param pidFile argument of {@code -p}; absent if it has none
 */
record UdhcpcArguments(String linuxInterface, Optional<String> pidFile) {
  private static final String WITH_VALUE = "VHhFiprsTtAOxPl";
  private static final String DEFAULT_INTERFACE = "eth0";
  private static final Map<String, String> LONG = Map.of("--interface", "i", "--pidfile", "p");

  /** Absent when it is another program. */
  static Optional<UdhcpcArguments> parse(List<String> argv) {
    int first = isNamed(argv, 0, "busybox") ? 1 : 0;
    if (!isNamed(argv, first, "udhcpc")) {
      return Optional.empty();
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = first + 1; i < argv.size(); i++) {
      String word = argv.get(i);
      String next = i + 1 < argv.size() ? argv.get(i + 1) : "";
      if (word.startsWith("--") ? readLong(word, next, values) : readShort(word, next, values)) {
        i++;
      }
    }
    return Optional.of(
        new UdhcpcArguments(
            values.getOrDefault("i", DEFAULT_INTERFACE), Optional.ofNullable(values.get("p"))));
  }

  private static boolean isNamed(List<String> argv, int index, String name) {
    if (index >= argv.size()) {
      return false;
    }
    String word = argv.get(index);
    return word.substring(word.lastIndexOf('/') + 1).equals(name);
  }

  /** True when the next word was its value. */
  private static boolean readLong(String word, String next, Map<String, String> values) {
    int equals = word.indexOf('=');
    String letter = LONG.get(equals < 0 ? word : word.substring(0, equals));
    if (letter == null) {
      return false;
    }
    values.put(letter, equals < 0 ? next : word.substring(equals + 1));
    return equals < 0;
  }

  private static boolean readShort(String word, String next, Map<String, String> values) {
    if (!word.startsWith("-")) {
      return false;
    }
    for (int i = 1; i < word.length(); i++) {
      if (WITH_VALUE.indexOf(word.charAt(i)) >= 0) {
        boolean separate = i + 1 == word.length();
        values.put(word.substring(i, i + 1), separate ? next : word.substring(i + 1));
        return separate;
      }
    }
    return false;
  }
}
