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
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;
import org.rdkb.dhcpmanager.cli.text.RowTable;
import org.rdkb.dhcpmanager.cli.text.Shown;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessSpawn;
import org.rdkb.dhcpmanager.linux.SpawnRequest;
import org.rdkb.dhcpmanager.linux.SpawnResult;

/**
 * Measures what a user waits for, from outside: over the bus, with a real client and server in
 * namespaces of its own. Prints one JSON line per figure.
 */
public final class Bench {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final int WARM_UP = 3;

  private final DemoPlan plan;
  private final BusConnector buses;
  private final Console console;
  private final int count;

  /** What can be measured. */
  public enum Subject {
    /** Enable=true until the client runs and until it is bound. */
    ENABLE,
    /** A plugin is executed until the subscriber has the event. */
    EVENT,
    /** One parameter is read. */
    GET
  }

  /**
   * A benchmark.
   *
   * @param plan how to start the manager; its bus is ignored
   * @param buses joins a bus
   * @param console where figures and complaints go
   * @param count how often, positive
   */
  public Bench(DemoPlan plan, BusConnector buses, Console console, int count) {
    this.plan = plan;
    this.buses = buses;
    this.console = console;
    this.count = count;
  }

  /**
   * Measures one subject.
   *
   * @param subject what
   * @return the exit code, as of {@link Demo#run}
   */
  public int run(Subject subject) {
    try (Topology topology = Topology.create(plan.home(), "bench-gateway", "bench-isp")) {
      Runtime.getRuntime().addShutdownHook(new Thread(topology::close, "bench-cleaner"));
      Isp isp = new Isp(topology);
      isp.start4();
      Gateway gateway =
          Gateway.start(topology, plan.at("unix://" + topology.folder().resolve("bus")), buses);
      Events events = new Events();
      Patience patience = new Patience(events, () -> gateway.isAlive() && isp.isAlive());
      try (BusConsumer bus = gateway.joinWhenReady(buses, patience)) {
        new Run(topology, bus, events, patience).measure(subject);
        return Demo.OK;
      } catch (DemoFailure failed) {
        return complain(failed.what() + "; the manager's log ends so:\n" + gateway.logTail());
      } catch (BusException refused) {
        return complain(refused.element() + ": " + refused.reason());
      }
    } catch (IOException inTheWay) {
      console.err().println("dhcpmgr: " + inTheWay.getMessage());
      return Demo.IMPOSSIBLE;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Demo.FAILED;
    }
  }

  private int complain(String why) {
    console.err().println("dhcpmgr: " + why);
    return Demo.FAILED;
  }

  /** One row under measurement. */
  private final class Run {
    private final Topology topology;
    private final BusConsumer bus;
    private final Events events;
    private final Patience patience;
    private String row = "";

    Run(Topology topology, BusConsumer bus, Events events, Patience patience) {
      this.topology = topology;
      this.bus = bus;
      this.events = events;
      this.patience = patience;
    }

    void measure(Subject subject)
        throws BusException, DemoFailure, IOException, InterruptedException {
      row = RowTable.DHCPV4 + bus.addRow(RowTable.DHCPV4, "") + ".";
      set("Interface", BusValue.text(Topology.WAN));
      BusConsumer.Subscription subscription =
          bus.subscribe(new SubscribeRequest(row + "Events", false), events::received);
      switch (subject) {
        case ENABLE -> enable();
        case EVENT -> event();
        case GET -> get();
      }
      subscription.close();
    }

    private void set(String parameter, BusValue value) throws BusException {
      bus.set(List.of(new BusProperty(row + parameter, value)));
    }

    private Events.Arrival await(Predicate<Events.Arrival> wanted, long after, String what)
        throws DemoFailure, InterruptedException {
      patience.until(what, BOUND, () -> events.first(wanted, after).isPresent());
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
      Stream.of(answered, started, bound).forEach(figures -> figures.print(console));
    }

    /** Executes the plugin as udhcpc does, with the environment of the udhcpc that runs. */
    private void event() throws BusException, DemoFailure, IOException, InterruptedException {
      long begun = System.nanoTime();
      set("Enable", BusValue.bool(true));
      await("LEASE_UPDATE", begun);
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
      String script = plan.home().resolve("plugins/udhcpc.sh").toString();
      Figures floor = new Figures("event: floor, the same way of starting /bin/true");
      Figures received = new Figures("event: plugin executed until event received");
      Figures returned = new Figures("event: plugin executed until it returned");
      for (int i = -WARM_UP; i < count; i++) {
        long before = System.nanoTime();
        execute(environment, "/bin/true");
        long start = System.nanoTime();
        execute(environment, script, "renew");
        long back = System.nanoTime();
        long arrived =
            await(a -> a.message().startsWith("LEASE_"), start, "the plugin's event").nanos();
        if (i >= 0) {
          floor.addSince(before, start);
          received.addSince(start, arrived);
          returned.addSince(start, back);
        }
      }
      Stream.of(floor, received, returned).forEach(figures -> figures.print(console));
    }

    /**
     * Runs a program in the gateway to its end; nsenter, which takes it there, is in the figure.
     */
    private void execute(Map<String, String> environment, String... command) throws IOException {
      List<String> argv = new ArrayList<>(topology.inGateway(command));
      argv.set(0, "/usr/bin/" + argv.get(0));
      SpawnResult result =
          ProcessSpawn.spawn(
              new SpawnRequest(argv, environment, topology.folder().resolve("plugin.out")));
      if (!(result instanceof SpawnResult.Started started)) {
        throw new IOException("cannot start " + argv + ": " + result);
      }
      try (Pidfd process = started.process()) {
        if (!process.awaitEnd(BOUND)) {
          throw new IOException(argv + " does not end");
        }
      }
    }

    private List<String> clientEnvironment() throws IOException {
      Path pidFile;
      try (Stream<Path> files = Files.walk(topology.folder().resolve("run"), 4)) {
        pidFile =
            files
                .filter(file -> file.endsWith("pid"))
                .findFirst()
                .orElseThrow(() -> new IOException("no client's pid file in the run folder"));
      }
      String pid = Files.readString(pidFile, StandardCharsets.UTF_8).strip();
      String all = Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.UTF_8);
      return new ArrayList<>(
          Stream.of(all.split("\0", -1)).filter(e -> e.indexOf('=') > 0).toList());
    }

    private String value(String parameter) throws BusException {
      return Shown.text(bus.get(List.of(row + parameter)).get(0).value());
    }

    private void get() throws BusException {
      Figures one = new Figures("get: one parameter");
      Figures table = new Figures("get: the whole Client table");
      for (int i = -WARM_UP * 100; i < count; i++) {
        long start = System.nanoTime();
        bus.get(List.of(row + "DHCPStatus"));
        long end = System.nanoTime();
        bus.get(List.of(RowTable.DHCPV4));
        if (i >= 0) {
          one.addSince(start, end);
          table.addSince(end, System.nanoTime());
        }
      }
      one.print(console);
      table.print(console);
    }
  }
}
