package org.rdkb.dhcpmanager.cli;

import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.view.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a row. */
@Command(
    name = "del",
    mixinStandardHelpOptions = true,
    description = "Delete a row and all below it.")
final class DelCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Parameters(paramLabel = "ROW", description = "such as Device.DHCPv4.Client.2.")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String row = "";

  DelCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    String path = Paths.object(row);
    return program.onBus(
        bus -> {
          bus.deleteRow(path);
          if (program.json()) {
            program.console().jsonLine(line -> line.writeStringField("deleted", path));
          } else {
            program.console().out().println("deleted " + Shown.printable(path));
          }
        });
  }
}
