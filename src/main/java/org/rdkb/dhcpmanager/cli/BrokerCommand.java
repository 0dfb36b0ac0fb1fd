package org.rdkb.dhcpmanager.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the bus broker alone, in the foreground. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    description = {
      "Run the bus broker alone, in the foreground, until SIGTERM or Ctrl-C.",
      "Give --bus several times to listen at several addresses."
    })
final class BrokerCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  BrokerCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.broker().run(program.addresses());
  }
}
