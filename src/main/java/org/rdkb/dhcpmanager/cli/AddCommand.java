package org.rdkb.dhcpmanager.cli;

import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a row. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Add a row to a table; prints the row's path.")
final class AddCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Parameters(paramLabel = "TABLE", description = "such as Device.DHCPv4.Client.")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String table = "";

  @Option(names = "--alias", paramLabel = "NAME", description = "the row's alias; else chosen")
  private String alias = "";

  AddCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    String path = Paths.object(table);
    return program.onBus(bus -> print(path, bus.addRow(path, alias)));
  }

  private void print(String path, int instance) {
    String row = path + instance + ".";
    if (program.json()) {
      program
          .console()
          .jsonLine(
              line -> {
                line.writeStringField("row", row);
                line.writeNumberField("instance", instance);
              });
    } else {
      program.console().out().println(row);
    }
  }
}
