package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.bench.BenchHost;
import org.rdkb.dhcpmanager.cli.bench.ProviderBus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The provider that {@code bench bus} measures, as a process of its own. */
@Command(name = "bench-provider", hidden = true)
final class BenchProviderCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Option(names = "--carrier", required = true)
  private ProviderBus.Carrier carrier = ProviderBus.Carrier.EMBEDDED;

  @Option(names = "--root", required = true)
  private String root = "";

  BenchProviderCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException, BusException {
    BenchHost.serve(
        program.providers(), carrier, program.address(), root, program.console(), System.in);
    return ExitCode.OK;
  }
}
