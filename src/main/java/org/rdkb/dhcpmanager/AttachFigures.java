package org.rdkb.dhcpmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.watch.Figure;

/** What became of the links that must exist, for the metrics. */
final class AttachFigures {
  private AttachFigures() {}

  static List<Figure> of(AttachCounters seen) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.counter(
            "dhcpmgr_attach_checks", "Times that all links in use were looked at", seen.checks()));
    seen.recreations()
        .forEach(
            (kind, count) ->
                figures.add(
                    counter(
                        "dhcpmgr_attach_recreations",
                        "Links that were made because they were missing",
                        Map.of("kind", kind),
                        count)));
    seen.failures()
        .forEach(
            (what, count) -> {
              String kind = what.substring(0, what.indexOf(' '));
              String reason = what.substring(kind.length() + 1);
              figures.add(
                  counter(
                      "dhcpmgr_attach_failures",
                      "Links that could not be made",
                      Map.of("kind", kind, "reason", reason),
                      count));
            });
    durations(seen, figures);
    return figures;
  }

  /** As the buckets of a histogram: each counts what the smaller ones count, too. */
  private static void durations(AttachCounters seen, List<Figure> figures) {
    long soFar = 0;
    for (int i = 0; i < seen.durations().size(); i++) {
      soFar += seen.durations().get(i);
      boolean isBounded = i < AttachCounters.BOUNDS.size();
      figures.add(
          counter(
              "dhcpmgr_attach_recreation_duration",
              "Links that were made within so many milliseconds, from the look to the last step",
              Map.of("le", isBounded ? Integer.toString(AttachCounters.BOUNDS.get(i)) : "+Inf"),
              soFar));
    }
  }

  private static Figure counter(String name, String help, Map<String, String> labels, long value) {
    return new Figure(name, help, Figure.Kind.COUNTER, labels, value);
  }
}
