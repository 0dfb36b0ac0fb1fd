package org.rdkb.dhcpmanager.cli;

import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.cli.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a lease of each family from end to end on this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Make a gateway and an ISP on this machine and walk an IPv4 and an IPv6 client row through"
            + " their lives: add, enable, bound, renew, release, remove. Needs root; cleans up always.")
final class DemoCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Option(names = "--once", description = "do not stay with a live view afterwards")
  private boolean once;

  DemoCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    boolean staying = !once && Boolean.getBoolean("dhcpmgr.terminal");
    return new Demo(
            Self.plan(program.busOption(), staying),
            program.buses()::connect,
            program.console().out())
        .run();
  }
}
