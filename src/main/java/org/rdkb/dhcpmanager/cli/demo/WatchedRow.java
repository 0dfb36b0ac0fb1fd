package org.rdkb.dhcpmanager.cli.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.RowTable;
import org.rdkb.dhcpmanager.cli.text.TextTable;

/** A Client row of either family that the story adds, watches and removes, as a bus client does. */
final class WatchedRow {
  static final Duration BOUND = Duration.ofSeconds(20);

  private final String table;
  private final BusConsumer bus;
  private final Events events;
  private final Patience patience;
  private final Story story;
  private String row = "";
  private BusConsumer.Subscription subscription = () -> {};

  WatchedRow(String table, BusConsumer bus, Events events, Patience patience, Story story) {
    this.table = table;
    this.bus = bus;
    this.events = events;
    this.patience = patience;
    this.story = story;
  }

  void add() throws BusException {
    row = table + bus.addRow(table, "") + ".";
    story.tell("added " + row + " and subscribed " + row + "Events");
    subscription = bus.subscribe(new SubscribeRequest(row + "Events", false), events::received);
  }

  /** Sets all or none and tells it; returns when that was, by {@link System#nanoTime}. */
  long set(BusProperty... parameters) throws BusException {
    List<BusProperty> all = List.of(parameters);
    long now = System.nanoTime();
    bus.set(all.stream().map(p -> new BusProperty(row + p.name(), p.value())).toList());
    story.tell("set " + all.stream().map(WatchedRow::shown).collect(Collectors.joining(" ")));
    return now;
  }

  private static String shown(BusProperty parameter) {
    return parameter.name() + "=" + Shown.text(parameter.value());
  }

  static BusProperty yes(String parameter) {
    return new BusProperty(parameter, BusValue.bool(true));
  }

  static BusProperty text(String parameter, String value) {
    return new BusProperty(parameter, BusValue.text(value));
  }

  String value(String parameter) throws BusException {
    return bus.get(List.of(row + parameter)).stream()
        .map(property -> Shown.text(property.value()))
        .collect(Collectors.joining());
  }

  void until(String what, Patience.Check check) throws DemoFailure, InterruptedException {
    patience.until(what, BOUND, check);
  }

  /** Waits for an event and tells all that have come since. */
  void awaitEvent(String message, long since) throws DemoFailure, InterruptedException {
    until(
        "the event " + message,
        () -> events.first(a -> a.message().equals(message), since).isPresent());
    for (Events.Arrival arrival : events.all()) {
      if (arrival.nanos() - since >= 0) {
        long millis = Duration.ofNanos(arrival.nanos() - since).toMillis();
        story.tell("the subscriber received after " + millis + " ms: " + arrival.line());
      }
    }
  }

  void show() throws BusException {
    StringWriter shown = new StringWriter();
    table(rows().stream().filter(r -> r.path().equals(row)).toList())
        .print(new PrintWriter(shown, true));
    story.tell("the row");
    story.quote(shown.toString());
  }

  /** All rows of this one's table. */
  TextTable wholeTable() throws BusException {
    return table(rows());
  }

  private TextTable table(List<ClientRow> rows) {
    return table.equals(ClientRow.DHCPV6) ? RowTable.of6(rows, Instant.now()) : RowTable.of(rows);
  }

  private List<ClientRow> rows() throws BusException {
    return ClientRow.of(table, bus.get(List.of(table)));
  }

  void remove() throws DemoFailure, BusException, InterruptedException {
    subscription.close();
    bus.deleteRow(row);
    until("the row to go", () -> rows().stream().noneMatch(r -> r.path().equals(row)));
    story.tell("removed " + row);
  }
}
