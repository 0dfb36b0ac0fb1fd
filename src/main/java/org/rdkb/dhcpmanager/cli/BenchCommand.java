package org.rdkb.dhcpmanager.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.cli.demo.Bench;
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

  private final Dhcpmgr program;

  @Parameters(
      paramLabel = "SUBJECT",
      description =
          "enable: Enable=true until the client runs; event: plugin executed until the event is"
              + " received; get: one parameter, and the whole table")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private Bench.Subject subject = Bench.Subject.ENABLE;

  @Option(names = "--count", paramLabel = "N", description = "how often; default 200")
  private int count = 200;

  BenchCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    if (count < 1 || count > MOST) {
      throw program.usage("--count takes 1 … " + MOST);
    }
    return new Bench(
            Self.plan(Optional.empty(), false), program.buses()::connect, program.console(), count)
        .run(subject);
  }
}
