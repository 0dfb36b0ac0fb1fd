package org.rdkb.dhcpmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.core.client.ClientNotice.Kind;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.watch.Figure;

/** What became of each row's leases, for the metrics. */
final class LeaseFigures {
  private LeaseFigures() {}

  static List<Figure> of(List<RowSnapshot> rows, LeaseTally tally) {
    List<Figure> figures = new ArrayList<>();
    for (RowSnapshot row : rows) {
      Map<String, String> labels =
          Map.of(
              "family", row.row().family().word(),
              "row", Integer.toString(row.row().instance()));
      figures.add(
          figure(
              "acquisitions",
              "Leases obtained, those with other contents than before included",
              labels,
              tally.of(row.row(), Kind.LEASE_UPDATE)));
      figures.add(
          figure(
              "renewals",
              "Leases renewed without change",
              labels,
              tally.of(row.row(), Kind.LEASE_RENEW)));
      figures.add(figure("losses", "Leases lost", labels, tally.of(row.row(), Kind.LEASE_DEL)));
      figures.add(
          figure(
              "failures",
              "Times that the row's client could not run",
              labels,
              tally.of(row.row(), Kind.CLIENT_FAILED)));
    }
    return figures;
  }

  private static Figure figure(String what, String help, Map<String, String> labels, long count) {
    return new Figure("dhcpmgr_client_" + what, help, Figure.Kind.COUNTER, labels, count);
  }
}
