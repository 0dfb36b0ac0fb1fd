package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.cli.text.ClientRow;
import org.rdkb.dhcpmanager.cli.text.RowTable;
import org.rdkb.dhcpmanager.cli.text.Shown;

/** A client row's life, as a bus client lives it: add, enable, bound, renew, release, remove. */
final class Walk {
  private static final String TABLE = RowTable.DHCPV4;
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final BusConsumer bus;
  private final Gateway gateway;
  private final Isp isp;
  private final Story story;
  private final Events events = new Events();
  private final Patience patience;
  private String row = "";
  private String address = "";
  private BusConsumer.Subscription subscription = () -> {};

  Walk(BusConsumer bus, Gateway gateway, Isp isp, Process server, Story story) {
    this.bus = bus;
    this.gateway = gateway;
    this.isp = isp;
    this.story = story;
    this.patience = new Patience(events, () -> gateway.isAlive() && server.isAlive());
  }

  Events events() {
    return events;
  }

  List<ClientRow> rows() throws BusException {
    return ClientRow.of(TABLE, bus.get(List.of(TABLE)));
  }

  String addresses() {
    return gateway.addresses();
  }

  void wholeLife() throws DemoFailure, BusException, InterruptedException {
    addAndBind();
    renew();
    release();
    remove();
  }

  void addAndBind() throws DemoFailure, BusException, InterruptedException {
    row = TABLE + bus.addRow(TABLE, "") + ".";
    story.tell("added " + row + " and subscribed " + row + "Events");
    subscription = bus.subscribe(new SubscribeRequest(row + "Events", false), events::received);
    // The kernel takes up to a second to see the carrier of a new cable; that is not ours to
    // measure.
    patience.until("a carrier on the cable", BOUND, () -> gateway.addresses().contains(" UP "));
    long enabled = System.nanoTime();
    bus.set(
        List.of(
            new BusProperty(row + "Interface", BusValue.text(Topology.WAN)),
            new BusProperty(row + "Enable", BusValue.bool(true))));
    story.tell("set Interface=" + Topology.WAN + " Enable=true; waiting for Bound");
    patience.until("DHCPStatus=Bound", BOUND, () -> value("DHCPStatus").equals("Bound"));
    address = value("IPAddress");
    Duration bound = Duration.ofNanos(System.nanoTime() - enabled);
    story.tell("Bound to " + address + " after " + bound.toMillis() + " ms");
    awaitEvent("LEASE_UPDATE", enabled);
    tellEvents(enabled);
    printRow();
    patience.until(
        "the kernel to have " + address, BOUND, () -> gateway.addresses().contains(address + "/"));
    patience.until(
        "the default route", BOUND, () -> gateway.routes().lines().anyMatch(this::isDefault));
    story.tell("the kernel really has (ip address, ip route in the gateway)");
    story.quote(gateway.addresses() + gateway.routes());
    acknowledged(1);
  }

  private boolean isDefault(String route) {
    return route.startsWith("default via " + Topology.ISP_ADDRESS);
  }

  private void acknowledged(int times) throws DemoFailure, InterruptedException {
    patience.until(
        "DHCPACK number " + times + " in the server's log",
        BOUND,
        () -> isp.messages("DHCPACK", address).size() >= times);
    tellServer("DHCPACK");
  }

  private void tellServer(String message) throws DemoFailure {
    try {
      List<String> lines = isp.messages(message, address);
      story.tell("the server's log says");
      story.quote(lines.get(lines.size() - 1));
    } catch (IOException unreadable) {
      throw new DemoFailure("the server's log cannot be read: " + unreadable.getMessage());
    }
  }

  private void renew() throws DemoFailure, BusException, InterruptedException {
    long asked = System.nanoTime();
    bus.set(List.of(new BusProperty(row + "Renew", BusValue.bool(true))));
    story.tell("set Renew=true");
    awaitEvent("LEASE_RENEW", asked);
    tellEvents(asked);
    acknowledged(2);
  }

  private void release() throws DemoFailure, BusException, InterruptedException {
    long asked = System.nanoTime();
    bus.set(List.of(new BusProperty(row + "X_RDK_Release", BusValue.bool(true))));
    story.tell("set X_RDK_Release=true");
    awaitEvent("CLIENT_STOPPED", asked);
    tellEvents(asked);
    patience.until(
        "the address to leave the kernel", BOUND, () -> !gateway.addresses().contains(address));
    patience.until(
        "the default route to go",
        BOUND,
        () -> gateway.routes().lines().noneMatch(this::isDefault));
    story.tell("the kernel has no address and no route of the lease any more");
    patience.until(
        "DHCPRELEASE in the server's log",
        BOUND,
        () -> !isp.messages("DHCPRELEASE", address).isEmpty());
    tellServer("DHCPRELEASE");
  }

  private void remove() throws DemoFailure, BusException, InterruptedException {
    subscription.close();
    bus.deleteRow(row);
    patience.until(
        "the row to go", BOUND, () -> rows().stream().noneMatch(r -> row.equals(path(r))));
    story.tell("removed " + row);
  }

  private static String path(ClientRow row) {
    return TABLE + row.instance() + ".";
  }

  private String value(String parameter) throws BusException {
    return bus.get(List.of(row + parameter)).stream()
        .map(property -> Shown.text(property.value()))
        .collect(Collectors.joining());
  }

  private void awaitEvent(String message, long after) throws DemoFailure, InterruptedException {
    patience.until(
        "the event " + message,
        BOUND,
        () -> events.first(a -> a.message().equals(message), after).isPresent());
  }

  private void tellEvents(long since) {
    for (Events.Arrival arrival : events.all()) {
      if (arrival.nanos() - since >= 0) {
        long millis = Duration.ofNanos(arrival.nanos() - since).toMillis();
        story.tell("the subscriber received after " + millis + " ms: " + line(arrival));
      }
    }
  }

  static String line(Events.Arrival arrival) {
    String lease =
        arrival
            .event()
            .data()
            .value("LeaseInfo")
            .map(v -> v instanceof BusValue.Bytes b ? b.value().length() + " octets" : "?")
            .map(size -> ", LeaseInfo " + size)
            .orElse("");
    String interfaceName = arrival.event().data().value("IfName").map(Shown::text).orElse("?");
    return arrival.message() + ", IfName " + interfaceName + lease;
  }

  private void printRow() throws BusException {
    StringWriter table = new StringWriter();
    RowTable.of(rows().stream().filter(r -> row.equals(path(r))).toList())
        .print(new PrintWriter(table, true));
    story.tell("the row");
    story.quote(table.toString());
  }
}
