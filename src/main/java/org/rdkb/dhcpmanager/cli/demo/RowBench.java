package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessSpawn;
import org.rdkb.dhcpmanager.linux.SpawnRequest;
import org.rdkb.dhcpmanager.linux.SpawnResult;

/** One row of one family under measurement. */
final class RowBench {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final int WARM_UP = 3;

  private final Family family;
  private final Ends ends;
  private final Console console;
  private final int count;
  private int instance;
  private String row = "";

  /**
   * What is measured, and from where.
   *
   * @param home root folder of the project
   * @param topology the gateway, with the manager's run folder in its folder
   * @param bus a consumer
   * @param events what it hears
   * @param patience gives up when a process ends
   */
  record Ends(Path home, Topology topology, BusConsumer bus, Events events, Patience patience) {}

  /** What a client executes on a lease event. */
  private record Plugin(Map<String, String> environment, List<String> command) {}

  RowBench(Family family, Ends ends, Console console, int count) {
    this.family = family;
    this.ends = ends;
    this.console = console;
    this.count = count;
  }

  void measure(Bench.Subject subject)
      throws BusException, DemoFailure, IOException, InterruptedException {
    String table = family == Family.V4 ? ClientRow.DHCPV4 : ClientRow.DHCPV6;
    instance = ends.bus().addRow(table, "");
    row = table + instance + ".";
    set("Interface", BusValue.text(Topology.WAN));
    if (family == Family.V6) {
      set("RequestAddresses", BusValue.bool(true));
      set("RequestPrefixes", BusValue.bool(true));
    }
    BusConsumer.Subscription subscription =
        ends.bus().subscribe(new SubscribeRequest(row + "Events", false), ends.events()::received);
    switch (subject) {
      case ENABLE -> enable();
      case EVENT -> event();
      case GET -> get(table);
      case SCALE, OVERHEAD -> throw new IllegalStateException("takes many rows: " + subject);
    }
    subscription.close();
  }

  private void print(Figures... all) {
    for (Figures figures : all) {
      figures.print(
          console, line -> line.writeStringField("family", family == Family.V4 ? "IPv4" : "IPv6"));
    }
  }

  private void set(String parameter, BusValue value) throws BusException {
    ends.bus().set(List.of(new BusProperty(row + parameter, value)));
  }

  private Events.Arrival await(Predicate<Events.Arrival> wanted, long after, String what)
      throws DemoFailure, InterruptedException {
    Events events = ends.events();
    ends.patience().until(what, BOUND, () -> events.first(wanted, after).isPresent());
    return events.first(wanted, after).orElseThrow();
  }

  private Events.Arrival await(String message, long after)
      throws DemoFailure, InterruptedException {
    return await(arrival -> arrival.message().equals(message), after, message);
  }

  private void enable() throws BusException, DemoFailure, InterruptedException {
    Figures answered = new Figures("enable: set answered");
    Figures started = new Figures("enable: client process runs, as told by CLIENT_STARTED");
    Figures bound = new Figures("enable: LEASE_UPDATE received");
    for (int i = -WARM_UP; i < count; i++) {
      long begun = System.nanoTime();
      set("Enable", BusValue.bool(true));
      long done = System.nanoTime();
      long running = await("CLIENT_STARTED", begun).nanos();
      long leased = await("LEASE_UPDATE", begun).nanos();
      if (i >= 0) {
        answered.addSince(begun, done);
        started.addSince(begun, running);
        bound.addSince(begun, leased);
      }
      long ending = System.nanoTime();
      set("Enable", BusValue.bool(false));
      await("CLIENT_STOPPED", ending);
    }
    print(answered, started, bound);
  }

  private void event() throws BusException, DemoFailure, IOException, InterruptedException {
    long begun = System.nanoTime();
    set("Enable", BusValue.bool(true));
    await("LEASE_UPDATE", begun);
    Plugin plugin = family == Family.V4 ? udhcpc() : dibbler();
    Plugin nothing = new Plugin(plugin.environment(), List.of("/bin/true"));
    Figures floor = new Figures("event: floor, the same way of starting /bin/true");
    Figures received = new Figures("event: plugin executed until event received");
    Figures returned = new Figures("event: plugin executed until it returned");
    for (int i = -WARM_UP; i < count; i++) {
      long before = System.nanoTime();
      execute(nothing);
      long start = System.nanoTime();
      execute(plugin);
      long back = System.nanoTime();
      long arrived =
          await(a -> a.message().startsWith("LEASE_"), start, "the plugin's event").nanos();
      if (i >= 0) {
        floor.addSince(before, start);
        received.addSince(start, arrived);
        returned.addSince(start, back);
      }
    }
    print(floor, received, returned);
    set("Enable", BusValue.bool(false));
  }

  /** As udhcpc runs it, with the environment of the udhcpc that runs. */
  private Plugin udhcpc() throws BusException, IOException {
    Map<String, String> environment = new TreeMap<>();
    for (String entry : clientEnvironment()) {
      int equals = entry.indexOf('=');
      environment.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    environment.put("interface", Topology.WAN);
    environment.put("ip", value("IPAddress"));
    environment.put("subnet", value("SubnetMask"));
    environment.put("router", value("IPRouters"));
    environment.put("serverid", value("DHCPServer"));
    environment.put("lease", "3600");
    String script = ends.home().resolve("plugins/udhcpc.sh").toString();
    return new Plugin(environment, List.of(script, "renew"));
  }

  /** As dibbler-client runs it after a RENEW; its plugin finds the row by its own path. */
  private Plugin dibbler() throws BusException {
    String prefix = value("X_DHCPMGR_Prefixes");
    int slash = prefix.indexOf('/');
    Map<String, String> environment = new TreeMap<>();
    environment.put("IFACE", Topology.WAN);
    environment.put("CLNT_MESSAGE", "RENEW");
    environment.put("SRV_MESSAGE", "REPLY");
    environment.put("ADDR1", value("X_DHCPMGR_Addresses"));
    environment.put("ADDR1PREF", "7200");
    environment.put("ADDR1VALID", "7200");
    environment.put("PREFIX1", prefix.substring(0, slash));
    environment.put("PREFIX1LEN", prefix.substring(slash + 1));
    environment.put("PREFIX1PREF", "7200");
    environment.put("PREFIX1VALID", "7200");
    return new Plugin(environment, List.of(runFolder().resolve("plugin").toString(), "update"));
  }

  /** Runs a program in the gateway to its end; nsenter, which takes it there, is in the figure. */
  private void execute(Plugin plugin) throws IOException {
    Topology topology = ends.topology();
    List<String> argv =
        new ArrayList<>(topology.inGateway(plugin.command().toArray(String[]::new)));
    argv.set(0, "/usr/bin/" + argv.get(0));
    Path output = topology.folder().resolve("plugin.out");
    SpawnResult result = ProcessSpawn.spawn(new SpawnRequest(argv, plugin.environment(), output));
    if (!(result instanceof SpawnResult.Started started)) {
      throw new IOException("cannot start " + argv + ": " + result);
    }
    try (Pidfd process = started.process()) {
      if (!process.awaitEnd(BOUND)) {
        throw new IOException(argv + " does not end");
      }
    }
  }

  private Path runFolder() {
    return ends.topology().folder().resolve("run").resolve(family.word() + "-" + instance);
  }

  private List<String> clientEnvironment() throws IOException {
    String pid = Files.readString(runFolder().resolve("pid"), StandardCharsets.UTF_8).strip();
    String all = Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.UTF_8);
    return Stream.of(all.split("\0", -1)).filter(e -> e.indexOf('=') > 0).toList();
  }

  private String value(String parameter) throws BusException {
    return Shown.text(ends.bus().get(List.of(row + parameter)).get(0).value());
  }

  private void get(String table) throws BusException {
    Figures one = new Figures("get: one parameter");
    Figures whole = new Figures("get: the whole Client table");
    for (int i = -WARM_UP * 100; i < count; i++) {
      long start = System.nanoTime();
      ends.bus().get(List.of(row + "DHCPStatus"));
      long end = System.nanoTime();
      ends.bus().get(List.of(table));
      if (i >= 0) {
        one.addSince(start, end);
        whole.addSince(end, System.nanoTime());
      }
    }
    print(one, whole);
  }
}
