package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.bench.AttachBench;
import org.rdkb.dhcpmanager.cli.bench.BusBench;
import org.rdkb.dhcpmanager.cli.bench.MonitorBench;
import org.rdkb.dhcpmanager.cli.bench.StartBench;
import org.rdkb.dhcpmanager.cli.bench.StoreBench;
import org.rdkb.dhcpmanager.cli.bench.server.ServerBench;
import org.rdkb.dhcpmanager.cli.demo.Bench;
import org.rdkb.dhcpmanager.cli.demo.DemoPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the program on this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measure, with a real client and server in namespaces of their own; one JSON line per"
            + " figure. Needs root; cleans up always.")
final class BenchCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000;
  private static final int LONGEST = 60;

  private final Dhcpmgr program;

  @Parameters(
      paramLabel = "SUBJECT",
      description =
          "enable: Enable=true until the client runs; event: plugin executed until the event is"
              + " received (both for each family); get: one parameter, and the whole table; bus: our bus beside librbus"
              + " and its broker, where they are installed; store: leases and rows on disk; monitor:"
              + " messages of plugins through each door; scale: a get with 1, 8 and 64 bound rows;"
              + " overhead: processor time of 64 idle rows; server: our DHCPv4 server beside Kea, ISC"
              + " dhcpd and dnsmasq, where they are installed; attach: whether a link is there, and a"
              + " cable made again; start: until 8 and 1000"
              + " rows are on the bus beside a bare virtual machine, and resident memory")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private Subject subject = Subject.ENABLE;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "how often; default 200; bus: calls in each of 20 batches")
  private int count = 200;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "server: of each of a dozen runs of load for each server, 1 … 60; default 1, which takes"
              + " about two minutes in all")
  private int seconds = 1;

  BenchCommand(Dhcpmgr program) {
    this.program = program;
  }

  private enum Subject {
    ENABLE,
    EVENT,
    GET,
    BUS,
    STORE,
    MONITOR,
    SCALE,
    OVERHEAD,
    SERVER,
    START,
    ATTACH
  }

  @Override
  public Integer call() throws IOException, BusException, InterruptedException {
    if (count < 1 || count > MOST) {
      throw program.usage("--count takes 1 … " + MOST);
    }
    if (seconds < 1 || seconds > LONGEST) {
      throw program.usage("--seconds takes 1 … " + LONGEST);
    }
    DemoPlan plan = Self.plan(Optional.empty(), false);
    return switch (subject) {
      case ENABLE -> lease(plan, Bench.Subject.ENABLE);
      case EVENT -> lease(plan, Bench.Subject.EVENT);
      case GET -> lease(plan, Bench.Subject.GET);
      case SCALE -> lease(plan, Bench.Subject.SCALE);
      case OVERHEAD -> lease(plan, Bench.Subject.OVERHEAD);
      case BUS -> {
        new BusBench(program.console(), program.buses()::connect, count)
            .run(plan.home(), plan.manager());
        yield ExitCode.OK;
      }
      case STORE ->
          onDisk(plan, scratch -> new StoreBench(program.console(), count, scratch).run());
      case SERVER ->
          onDisk(
              plan,
              new ServerBench(plan, program.buses()::connect, program.console(), seconds)::run);
      case ATTACH -> onDisk(plan, new AttachBench(program.console(), count)::run);
      case START ->
          Scratch.with(
              scratch -> {
                new StartBench(program.console(), program.buses()::connect, Math.min(count, 20))
                    .run(plan.manager(), scratch);
                return ExitCode.OK;
              });
      case MONITOR ->
          Scratch.with(
              scratch -> {
                new MonitorBench(program.console(), count, scratch).run();
                return ExitCode.OK;
              });
    };
  }

  /** What writes on the disk that is meant. */
  @FunctionalInterface
  private interface Writing {
    void in(Path scratch) throws IOException, InterruptedException;
  }

  /** Not in the folder of temporary files, which may be a tmpfs. */
  private static int onDisk(DemoPlan plan, Writing writing)
      throws IOException, InterruptedException {
    Path disk = plan.home().resolve("target");
    return Scratch.<Integer, InterruptedException>in(
        Files.isWritable(disk) ? Optional.of(disk) : Optional.empty(),
        scratch -> {
          writing.in(scratch);
          return ExitCode.OK;
        });
  }

  private int lease(DemoPlan plan, Bench.Subject what) {
    return new Bench(plan, program.buses()::connect, program.console(), count).run(what);
  }
}
