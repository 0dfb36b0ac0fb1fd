package org.rdkb.dhcpmanager.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.cli.demo.Demo;
import org.rdkb.dhcpmanager.cli.demo.DemoPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a lease from end to end on this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Make a gateway and an ISP on this machine and walk a client row through its life: add,"
            + " enable, bound, renew, release, remove. Needs root; cleans up always.")
final class DemoCommand implements Callable<Integer> {
  private static final String MAIN = "org.rdkb.dhcpmanager.Main";

  private final Dhcpmgr program;

  @Option(names = "--once", description = "do not stay with a live view afterwards")
  private boolean once;

  DemoCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    // The launcher knows both; without it this is a checkout's root and no terminal.
    Path home = Path.of(System.getProperty("dhcpmgr.home", "")).toAbsolutePath();
    boolean staying = !once && Boolean.getBoolean("dhcpmgr.terminal");
    DemoPlan plan =
        new DemoPlan(
            home,
            self(home),
            program.busOption(),
            BusAddress.resolve(Optional.empty(), Map.of()),
            staying);
    return new Demo(plan, program.buses()::connect, program.console().out()).run();
  }

  /** This very Java with the flags that the launcher chose for a daemon. */
  private static List<String> self(Path home) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    StringTokenizer flags = new StringTokenizer(System.getProperty("dhcpmgr.flags", ""));
    while (flags.hasMoreTokens()) {
      command.add(flags.nextToken());
    }
    command.add(System.getProperty("dhcpmgr.archive", "-Xshare:auto"));
    command.add("-Dlog4j2.configurationFile=" + home.resolve("etc/log4j2.xml"));
    command.addAll(List.of("-Ddhcpmgr.home=" + home, "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), MAIN));
    return command;
  }
}
