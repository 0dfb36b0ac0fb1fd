package org.rdkb.dhcpmanager.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.rdkb.dhcpmanager.bus.view.ClientRow;

/** What the rows of the Client tables say in figures. */
final class RowFigures {
  private RowFigures() {}

  static List<Figure> of(List<ClientRow> rows, Instant now) {
    List<Figure> figures = new ArrayList<>();
    for (ClientRow row : rows) {
      Map<String, String> labels = labels(row);
      figures.add(gauge("enabled", "1: somebody wants the client to run", labels, row.isEnabled()));
      figures.add(gauge("in_error", "1: Status begins with Error", labels, row.isInError()));
      figures.add(gauge("bound", "1: the client has a lease", labels, row.isBound()));
      secondsLeft(row, now)
          .ifPresent(
              left ->
                  figures.add(
                      new Figure(
                          "dhcpmgr_client_lease_left_seconds",
                          "Until the lease ends; absent without a lease or without an end",
                          Figure.Kind.GAUGE,
                          labels,
                          left)));
      number(row.value("X_DHCPMGR_Restarts"))
          .ifPresent(
              restarts ->
                  figures.add(
                      new Figure(
                          "dhcpmgr_client_restarts",
                          "Client processes started anew after the first",
                          Figure.Kind.COUNTER,
                          labels,
                          restarts)));
    }
    return figures;
  }

  private static Map<String, String> labels(ClientRow row) {
    return Map.of(
        "family", row.table().equals(ClientRow.DHCPV6) ? "v6" : "v4",
        "row", Integer.toString(row.instance()),
        "alias", row.value("Alias"),
        "interface", row.value("Interface"));
  }

  private static Figure gauge(String what, String help, Map<String, String> labels, boolean yes) {
    return new Figure("dhcpmgr_client_" + what, help, Figure.Kind.GAUGE, labels, yes ? 1 : 0);
  }

  private static OptionalLong secondsLeft(ClientRow row, Instant now) {
    if (!row.isBound()) {
      return OptionalLong.empty();
    }
    if (row.table().equals(ClientRow.DHCPV4)) {
      OptionalLong left = number(row.value("LeaseTimeRemaining"));
      return left.isPresent() && left.getAsLong() < 0 ? OptionalLong.empty() : left;
    }
    try {
      Instant end = Instant.parse(row.value("X_DHCPMGR_LeaseExpires"));
      // TR-106 section 3.2.1: a time that will not come is in the year 9999.
      return end.isAfter(now.plus(Duration.ofDays(36_500 * 2L)))
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, Duration.between(now, end).toSeconds()));
    } catch (DateTimeParseException unknown) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException none) {
      return OptionalLong.empty();
    }
  }
}
