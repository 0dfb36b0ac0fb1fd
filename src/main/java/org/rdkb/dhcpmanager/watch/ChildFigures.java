package org.rdkb.dhcpmanager.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the client processes take. */
final class ChildFigures {
  private ChildFigures() {}

  static List<Figure> of(List<Child> children) {
    List<Figure> figures = new ArrayList<>();
    for (Child child : children) {
      Optional<ProcessSight> sight = ProcessSight.of(child);
      if (sight.isPresent()) {
        // Not the pid: each restart would make a new series.
        Map<String, String> labels = Map.of("row", child.row());
        figures.add(
            new Figure(
                "dhcpmgr_child_cpu_seconds",
                "Processor time of the row's client process; from 0 again after a restart",
                Figure.Kind.COUNTER,
                labels,
                sight.get().cpuSeconds()));
        figures.add(
            new Figure(
                "dhcpmgr_child_resident_memory_bytes",
                "Resident memory of the row's client process",
                Figure.Kind.GAUGE,
                labels,
                sight.get().residentBytes()));
        figures.add(
            new Figure(
                "dhcpmgr_child_adopted",
                "1: an earlier manager started the row's client process",
                Figure.Kind.GAUGE,
                labels,
                child.isAdopted() ? 1 : 0));
      }
    }
    return figures;
  }
}
