package org.rdkb.dhcpmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rdkb.dhcpmanager.bus.CountedProvider;
import org.rdkb.dhcpmanager.watch.Figure;

/** What the bus asked, for the metrics. */
final class BusFigures {
  private BusFigures() {}

  static List<Figure> of(CountedProvider calls) {
    List<Figure> figures = new ArrayList<>();
    for (CountedProvider.Call call : CountedProvider.Call.values()) {
      figures.add(figure(call, "done", calls.done(call)));
      figures.add(figure(call, "refused", calls.refused(call)));
    }
    return figures;
  }

  private static Figure figure(CountedProvider.Call call, String outcome, long count) {
    return new Figure(
        "dhcpmgr_bus_calls",
        "Calls that came over the bus",
        Figure.Kind.COUNTER,
        Map.of("call", call.name().toLowerCase(Locale.ROOT), "outcome", outcome),
        count);
  }
}
