package org.rdkb.dhcpmanager.core.attach;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened since the start.
 *
 * @param checks how often all links in use were looked at
 * @param recreations links that were made, by kind
 * @param failures links that could not be made, by kind and cause, a blank between them
 * @param durations how many were made within 1, 5, 10, 50, 250 ms each, and later
 */
public record AttachCounters(
    long checks,
    SortedMap<String, Long> recreations,
    SortedMap<String, Long> failures,
    List<Long> durations) {
  /** Nothing yet. */
  public static final AttachCounters NONE =
      new AttachCounters(0, new TreeMap<>(), new TreeMap<>(), List.of());

  /** Upper bounds of all but the last of the durations, in milliseconds. */
  public static final List<Integer> BOUNDS = List.of(1, 5, 10, 50, 250);

  /** Takes copies. */
  public AttachCounters {
    recreations = Collections.unmodifiableSortedMap(new TreeMap<>(recreations));
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    durations = List.copyOf(durations);
  }

  /**
   * All links that were made.
   *
   * @return 0 or more
   */
  public long allRecreations() {
    return recreations.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * All links that could not be made.
   *
   * @return 0 or more
   */
  public long allFailures() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * All of it in one line.
   *
   * @return for people: counts by kind, failures by kind and cause, and how long it took
   */
  public String words() {
    List<String> all = new ArrayList<>();
    recreations.forEach((kind, count) -> all.add(kind + " made=" + count));
    failures.forEach((what, count) -> all.add(what + " failed=" + count));
    for (int i = 0; i < durations.size(); i++) {
      String bound = i < BOUNDS.size() ? "<=" + BOUNDS.get(i) : ">" + BOUNDS.get(i - 1);
      if (durations.get(i) > 0) {
        all.add(bound + "ms=" + durations.get(i));
      }
    }
    return String.join(", ", all);
  }
}
