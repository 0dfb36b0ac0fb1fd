package org.rdkb.dhcpmanager.watch;

import java.util.List;
import java.util.Map;

/**
 * How long something took, all the times that it happened: a histogram.
 *
 * @param name as in the metrics: lower case, {@code dhcpmgr_} and the part first, {@code _seconds}
 *     last
 * @param help one line for people
 * @param labels what tells it from others of the same name
 * @param bounds upper bounds in seconds, ascending; a last one without end is not among them
 * @param counts how often, for each bound those above the bound before it; one more than bounds
 * @param sum seconds in all
 */
public record Spread(
    String name,
    String help,
    Map<String, String> labels,
    List<Double> bounds,
    List<Long> counts,
    double sum) {
  /** Takes copies, and checks that counts fit the bounds. */
  public Spread {
    labels = Map.copyOf(labels);
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    if (counts.size() != bounds.size() + 1) {
      throw new IllegalArgumentException(counts.size() + " counts of " + bounds.size() + " bounds");
    }
  }
}
