package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.cli.demo.BusConnector;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * This program, as it runs on a gateway, with one pool set over its bus.
 *
 * @param durability value of the setting
 * @param durable what that means
 * @param command that starts it, without verb
 * @param buses joins its bus
 */
record Own(String durability, String durable, List<String> command, BusConnector buses)
    implements Contender {
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final long START_SECONDS = 20;
  private static final int LOOK_MILLIS = 50;
  private static final int COMPILING_SECONDS = 6;
  private static final String SERVER = "Device.DHCPv4.Server.";
  private static final String POOLS = SERVER + "Pool.";

  @Override
  public String name() {
    return "dhcpmgr " + durability;
  }

  @Override
  public String program() {
    return "";
  }

  @Override
  public int warmUpSeconds() {
    return COMPILING_SECONDS;
  }

  @Override
  public Process start(Site site) throws IOException, BusException, InterruptedException {
    Path folder = site.folder();
    String settings =
        """
        profile=standalone
        monitor.address=ipc://@folder@/monitor
        ready.file=@folder@/ready
        server.durability=@durability@
        """
            .replace("@folder@", folder.toString())
            .replace("@durability@", durability);
    Path file = Files.writeString(folder.resolve("settings"), settings);
    String bus = "unix://" + site.topology().folder().resolve("bus-" + durability);
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("run", "--bus", bus, "--config", file.toString()));
    whole.addAll(List.of("--state", state(folder).toString()));
    whole.addAll(List.of("--run", folder.resolve("run").toString()));
    Process process = site.topology().start(site.pinned(whole), site.log());
    try (BusConsumer joined = join(process, folder.resolve("ready"), bus)) {
      serve(joined);
    }
    return process;
  }

  static Path state(Path folder) {
    return folder.resolve("state");
  }

  private BusConsumer join(Process process, Path ready, String bus)
      throws BusException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!Files.exists(ready) && System.nanoTime() < end) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new BusException(BusError.BUS_ERROR, bus, "the manager ended at once");
      }
    }
    return buses.connect(bus, CALL);
  }

  private static void serve(BusConsumer bus) throws BusException {
    String pool = POOLS + bus.addRow(POOLS, "") + ".";
    bus.set(
        List.of(
            text(pool + "Interface", Topology.WAN),
            text(pool + "MinAddress", Site.FIRST),
            text(pool + "MaxAddress", Site.LAST),
            text(pool + "SubnetMask", "255.255.0.0"),
            text(pool + "IPRouters", Site.SERVER),
            text(pool + "DNSServers", Site.SERVER),
            text(pool + "DomainName", "lan.example"),
            new BusProperty(pool + "LeaseTime", BusValue.int32(3600)),
            new BusProperty(pool + "Enable", BusValue.bool(true)),
            new BusProperty(SERVER + "Enable", BusValue.bool(true))));
  }

  private static BusProperty text(String parameter, String value) {
    return new BusProperty(parameter, BusValue.text(value));
  }
}
