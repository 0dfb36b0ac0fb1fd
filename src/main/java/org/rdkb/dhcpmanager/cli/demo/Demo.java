package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.view.ClientRow;

/**
 * The demo: builds a gateway and an ISP, starts a DHCP server for each family and the manager, and
 * walks a client row of each through its life, each step checked on the other side: in the kernel
 * and in the server's log.
 */
public final class Demo {
  /** Every step was seen to happen. */
  public static final int OK = 0;

  /** A step did not happen. */
  public static final int FAILED = 1;

  /** This machine does not allow it, or something is in the way. */
  public static final int IMPOSSIBLE = 69;

  private final DemoPlan plan;
  private final BusConnector buses;
  private final Story story;
  private volatile boolean stopped;

  /**
   * A demo.
   *
   * @param plan what to use
   * @param buses joins a bus
   * @param out where the story is told
   */
  public Demo(DemoPlan plan, BusConnector buses, PrintWriter out) {
    this.plan = plan;
    this.buses = buses;
    this.story = new Story(out);
  }

  /**
   * Runs it and removes all that it made.
   *
   * @return the exit code
   */
  public int run() {
    story.tell("making network namespaces gateway and isp, joined by a cable");
    try (Topology topology = Topology.create(plan.home(), "gateway", "isp")) {
      // Ctrl-C and SIGTERM come in here; SIGKILL is the janitor's.
      Thread cleaner = new Thread(() -> stop(topology), "demo-cleaner");
      Runtime.getRuntime().addShutdownHook(cleaner);
      return told(topology);
    } catch (IOException inTheWay) {
      story.tell("stopped: " + inTheWay.getMessage());
      return IMPOSSIBLE;
    }
  }

  private void stop(Topology topology) {
    stopped = true;
    topology.close();
    if (plan.staying()) {
      story.out().println();
    }
    story.tell("removed namespaces, processes and files");
  }

  private int told(Topology topology) throws IOException {
    Isp isp = new Isp(topology);
    story.tell("starting a second manager at the isp, as DHCPv4 server");
    isp.start4(plan);
    story.tell("starting the manager in the gateway");
    Gateway gateway = Gateway.start(topology, plan, buses);
    Events events = new Events();
    Patience patience = new Patience(events, () -> gateway.isAlive() && isp.isAlive());
    try {
      isp.serve4(buses, patience);
      story.tell("the isp serves a pool of IPv4 addresses (leases of 120 s)");
      boolean both = Gateway.canConfineClients();
      if (both) {
        story.tell("starting kea-dhcp6 at the isp (addresses and /56 prefixes for 30 s)");
        isp.start6(UnaryOperator.identity(), patience);
      } else {
        story.tell(
            "IPv6 IS LEFT OUT: the root folder is no mount (a chroot), so that dibbler-client"
                + " cannot be confined");
      }
      try (BusConsumer bus = join(gateway, patience)) {
        List<Walk> walks = new ArrayList<>();
        walks.add(new Walk4(watched(ClientRow.DHCPV4, bus, events, patience), gateway, isp, story));
        if (both) {
          walks.add(
              new Walk6(watched(ClientRow.DHCPV6, bus, events, patience), gateway, isp, story));
        }
        for (Walk walk : walks) {
          walk.addAndBind();
          walk.end();
        }
        story.tell("every step was seen on the other side; done");
        if (plan.staying()) {
          for (Walk walk : walks) {
            walk.addAndBind();
          }
          new LiveView(walks, gateway, events, story.out(), tryLine(gateway)).untilStopped();
        }
        return OK;
      }
    } catch (DemoFailure | BusException | RuntimeException failed) {
      if (!stopped) {
        story.tell("FAILED: " + describe(failed));
        story.tell("the manager's log ends so:");
        story.quote(gateway.logTail());
      }
      return FAILED;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static String describe(Exception failed) {
    if (failed instanceof BusException refused) {
      return refused.element() + ": " + refused.reason();
    }
    return failed instanceof DemoFailure failure ? failure.what() : failed.toString();
  }

  private WatchedRow watched(String table, BusConsumer bus, Events events, Patience patience) {
    return new WatchedRow(table, bus, events, patience, story);
  }

  private BusConsumer join(Gateway gateway, Patience patience)
      throws DemoFailure, InterruptedException {
    BusConsumer bus = gateway.joinWhenReady(buses, patience);
    story.tell("the manager answers at " + gateway.bus() + "; in another terminal you may try");
    story.quote(tryLine(gateway));
    return bus;
  }

  private String tryLine(Gateway gateway) {
    String bus = gateway.bus().equals(plan.usualBus()) ? "" : " --bus " + gateway.bus();
    return "./dhcpmgr" + bus + " status";
  }
}
