package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.bench.server.Contender.Installed;
import org.rdkb.dhcpmanager.cli.bench.server.Contender.Site;
import org.rdkb.dhcpmanager.cli.bench.server.Perfdhcp.Detail;
import org.rdkb.dhcpmanager.cli.bench.server.Perfdhcp.Traffic;
import org.rdkb.dhcpmanager.cli.demo.BusConnector;
import org.rdkb.dhcpmanager.cli.demo.DemoPlan;
import org.rdkb.dhcpmanager.cli.demo.Topology;
import org.rdkb.dhcpmanager.cli.text.Console;

/**
 * Measures DHCPv4 servers one after another under the same load: what each keeps up with, its
 * delays and its processor time at half of that, then how many times as much as the others we do.
 */
public final class ServerBench {
  private static final int CLIENTS = 20_000;
  private static final String FIRST_CLIENT = "00:0c:01:00:00:00";
  private static final int PROBES = 10;
  private static final int LEAST_RATE = 10;
  private static final int WARM_UP_RATE = 4000;
  private static final long END_SECONDS = 3;
  private static final List<Installed> INSTALLED =
      List.of(Installed.KEA, Installed.ISC, Installed.DNSMASQ);

  private final DemoPlan plan;
  private final BusConnector buses;
  private final Console console;
  private final int seconds;

  /**
   * A benchmark.
   *
   * @param plan how to start this program
   * @param buses joins its bus
   * @param console where figures go
   * @param seconds of each run of load; there are about a dozen for each server
   */
  public ServerBench(DemoPlan plan, BusConnector buses, Console console, int seconds) {
    this.plan = plan;
    this.buses = buses;
    this.console = console;
    this.seconds = seconds;
  }

  /**
   * Measures all that this machine can run.
   *
   * @param scratch an empty folder on the disk that is meant
   * @throws IOException if namespaces or files cannot be made
   * @throws InterruptedException if stopped
   */
  public void run(Path scratch) throws IOException, InterruptedException {
    Optional<Processors> processors = Processors.ofThisProcess();
    if (processors.isEmpty()) {
      notRun("all", "server and load need a processor each, and there is one");
    } else if (!isInstalled("perfdhcp")) {
      notRun("all", "perfdhcp is not installed (package kea-admin)");
    } else {
      try (Topology topology = Topology.create(plan.home(), "bench-server", "bench-load")) {
        Runtime.getRuntime().addShutdownHook(new Thread(topology::close, "bench-cleaner"));
        address(topology, topology.inGateway(), Site.SERVER, Topology.WAN);
        address(topology, topology.inIsp(), Site.RELAY, Topology.UPLINK);
        measureAll(topology, processors.get(), scratch);
      }
    }
  }

  private static void address(Topology topology, List<String> side, String address, String on)
      throws IOException {
    List<String> add = List.of("ip", "address", "add", address + "/16", "dev", on);
    topology.run(Stream.concat(side.stream(), add.stream()).toList());
  }

  private void measureAll(Topology topology, Processors processors, Path scratch)
      throws IOException, InterruptedException {
    Perfdhcp load =
        new Perfdhcp(topology, Site.RELAY, Site.SERVER, Processors.only(processors.load()));
    Retransmission again = new Retransmission(topology, plan.home(), processors.load());
    Own sync = own("sync", "fdatasync before each ACK, one for all that wait");
    Own async = own("async", "forced after the ACK");
    Results results = new Results(console);
    for (Contender each : Stream.concat(Stream.of(sync, async), INSTALLED.stream()).toList()) {
      Path folder = Files.createDirectory(scratch.resolve(each.name().replace(' ', '-')));
      Site site = new Site(topology, folder, processors.server());
      if (!each.program().isEmpty() && !isInstalled(each.program())) {
        notRun(each.name(), each.program() + " is not installed");
      } else {
        measureSafely(each, site, load, again).ifPresent(results::add);
      }
    }
    results.ratio(sync, Installed.ISC, 4.0);
    results.ratio(async, Installed.KEA, 1.2);
  }

  private Own own(String durability, String durable) {
    return new Own(durability, durable, plan.manager(), buses);
  }

  private Optional<Results.Result> measureSafely(
      Contender contender, Site site, Perfdhcp load, Retransmission again)
      throws InterruptedException {
    try {
      Process process = contender.start(site);
      try {
        Precedence.give(process);
        Results.Result result = measure(contender, process, load);
        if (contender instanceof Own) { // others echo the time since the client began
          again.measure(contender.name(), console);
        }
        return Optional.of(result);
      } finally {
        process.destroy();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (IOException | BusException failed) {
      notRun(contender.name(), failed.getMessage() + lastLine(site.log()));
      return Optional.empty();
    }
  }

  private Results.Result measure(Contender contender, Process process, Perfdhcp perfdhcp)
      throws IOException, InterruptedException {
    awaitAnswers(process, perfdhcp);
    if (contender.warmUpSeconds() > 0) {
      perfdhcp.run(traffic(WARM_UP_RATE, contender.warmUpSeconds()), Detail.NONE);
    }
    RateSearch search = new RateSearch(rate -> perfdhcp.run(traffic(rate, seconds), Detail.NONE));
    int highest = search.highest();
    int half = Math.max(LEAST_RATE, highest / 2);
    Duration before = spent(process);
    Load load = perfdhcp.run(traffic(half, seconds), Detail.DELAYS);
    Duration spent = spent(process).minus(before);
    return new Results.Result(contender, highest, search.saturation(), half, load, spent);
  }

  private void awaitAnswers(Process process, Perfdhcp perfdhcp)
      throws IOException, InterruptedException {
    for (int i = 0; i < PROBES; i++) {
      if (!process.isAlive()) {
        throw new IOException("the server ended at once");
      }
      if (perfdhcp.run(traffic(LEAST_RATE, 1), Detail.NONE).acks() > 0) {
        return;
      }
    }
    throw new IOException("the server does not answer");
  }

  private static Traffic traffic(int rate, int seconds) {
    return new Traffic(rate, seconds, CLIENTS, FIRST_CLIENT);
  }

  /** Of all its threads, in user and kernel mode. */
  private static Duration spent(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void notRun(String server, String why) {
    console.jsonLine(
        line -> {
          line.writeStringField("bench", "server");
          line.writeStringField("server", server);
          line.writeStringField("not_run", why);
        });
  }

  private static String lastLine(Path log) {
    try {
      return Files.exists(log)
          ? Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
              .reduce((first, last) -> last)
              .map(line -> "; its last line: " + line)
              .orElse("")
          : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
