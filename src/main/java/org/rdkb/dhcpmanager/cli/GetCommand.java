package org.rdkb.dhcpmanager.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads parameters. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Read parameters, partial paths (ending in a dot) and wildcards.")
final class GetCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Device.DHCPv4.Client.1.Status, Device.DHCPv4.Client., …Client.*.Status")
  private final List<String> paths = new ArrayList<>();

  GetCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    return program.onBus(bus -> print(bus.get(paths)));
  }

  private void print(List<BusProperty> found) {
    if (program.json()) {
      for (BusProperty property : found) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("path", property.name());
                  line.writeStringField("type", Shown.type(property.value()));
                  line.writeFieldName("value");
                  Shown.json(line, property.value());
                });
      }
      return;
    }
    TextTable table = new TextTable("PARAMETER", "TYPE", "VALUE");
    for (BusProperty property : found) {
      table.row(
          Shown.printable(property.name()),
          Shown.type(property.value()),
          Shown.text(property.value()));
    }
    table.print(program.console().out());
  }
}
