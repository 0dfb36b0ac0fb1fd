package org.rdkb.dhcpmanager.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times that a fault test took, as the table that is kept in {@code test/fault/README.md}. */
final class Figures {
  private final Map<String, List<Long>> millis = new LinkedHashMap<>();

  void add(String what, long took) {
    millis.computeIfAbsent(what, none -> new ArrayList<>()).add(took);
  }

  /** One row for each kind, in the order in which they came. */
  String table() {
    StringBuilder table =
        new StringBuilder("| What | Times | Median | 99th percentile | Longest |\n");
    table.append("|---|---|---|---|---|\n");
    millis.forEach((what, all) -> table.append(row(what, all.stream().sorted().toList())));
    return table.toString();
  }

  private static String row(String what, List<Long> sorted) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d ms | %d ms | %d ms |%n",
        what,
        sorted.size(),
        percentile(sorted, 50),
        percentile(sorted, 99),
        percentile(sorted, 100));
  }

  private static long percentile(List<Long> sorted, int percent) {
    return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
  }
}
