package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.core.client.Family;

/**
 * Measures what a user waits for, from outside: over the bus, with a real client and server in
 * namespaces of its own. Prints one JSON line per figure.
 */
public final class Bench {
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
    GET,
    /** One parameter is read while 1, 8 and 64 interfaces have a lease. */
    SCALE,
    /** Nothing happens while 64 interfaces have a lease. */
    OVERHEAD
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
      boolean many = subject == Subject.SCALE || subject == Subject.OVERHEAD;
      isp.startDnsmasq(many ? Bench::withLongLeases4 : UnaryOperator.identity());
      Gateway gateway =
          Gateway.start(topology, plan.at("unix://" + topology.folder().resolve("bus")), buses);
      Events events = new Events();
      Patience patience = new Patience(events, () -> gateway.isAlive() && isp.isAlive());
      try (BusConsumer bus = gateway.joinWhenReady(buses, patience)) {
        RowBench.Ends ends = new RowBench.Ends(plan.home(), topology, bus, events, patience);
        if (many) {
          new ManyRows(ends, gateway.pid(), console, count).measure(subject);
          return Demo.OK;
        }
        new RowBench(Family.V4, ends, console, count).measure(subject);
        if (subject != Subject.GET) {
          measure6(subject, isp, ends);
        }
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

  private void measure6(Subject subject, Isp isp, RowBench.Ends ends)
      throws DemoFailure, BusException, IOException, InterruptedException {
    if (!Gateway.canConfineClients()) {
      console.jsonLine(
          line -> {
            line.writeStringField("bench", subject.name().toLowerCase(Locale.ROOT));
            line.writeStringField("family", "IPv6");
            line.writeStringField("not_run", "the root folder is no mount (a chroot)");
          });
      return;
    }
    isp.start6(Bench::withLongLeases, ends.patience());
    new RowBench(Family.V6, ends, console, count).measure(subject);
  }

  /** No renewal of the client's own falls into a measurement. */
  private static String withLongLeases(String kea) {
    return kea.replace("\"preferred-lifetime\": 20", "\"preferred-lifetime\": 7200")
        .replace("\"valid-lifetime\": 30", "\"valid-lifetime\": 7200")
        .replace("\"renew-timer\": 8", "\"renew-timer\": 3600")
        .replace("\"rebind-timer\": 14", "\"rebind-timer\": 5400");
  }

  private static String withLongLeases4(String dnsmasq) {
    return dnsmasq.replace("255.255.255.0,120", "255.255.255.0,7200").replace("log-dhcp\n", "");
  }

  private int complain(String why) {
    console.err().println("dhcpmgr: " + why);
    return Demo.FAILED;
  }
}
