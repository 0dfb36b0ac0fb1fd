package org.rdkb.dhcpmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.plugin.MonitorCounters;
import org.rdkb.dhcpmanager.watch.Figure;

/** What the lease monitor has seen, for the metrics. */
final class MonitorFigures {
  private MonitorFigures() {}

  static List<Figure> of(MonitorCounters seen) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.counter("dhcpmgr_monitor_received_bytes", "Bytes of plugin messages", seen.bytes()));
    Map<String, Long> outcomes = new TreeMap<>();
    outcomes.put("handed_over", seen.handedOver());
    outcomes.put("duplicate", seen.duplicates());
    outcomes.put("no_room", seen.noRoom());
    seen.refused().forEach((word, count) -> outcomes.put("refused_" + word, count));
    outcomes.forEach(
        (outcome, count) ->
            figures.add(
                new Figure(
                    "dhcpmgr_monitor_messages",
                    "Plugin messages; each commonly comes twice, as a file and over the socket",
                    Figure.Kind.COUNTER,
                    Map.of("outcome", outcome),
                    count)));
    figures.add(
        Figure.counter(
            "dhcpmgr_monitor_drained_messages", "Those that came as a file only", seen.drained()));
    figures.add(
        Figure.counter(
            "dhcpmgr_monitor_faults", "Times that the socket was made anew", seen.faults()));
    figures.add(
        Figure.counter(
            "dhcpmgr_monitor_spool_failures",
            "Files that could not be read, moved or removed",
            seen.spoolFailures()));
    return figures;
  }
}
