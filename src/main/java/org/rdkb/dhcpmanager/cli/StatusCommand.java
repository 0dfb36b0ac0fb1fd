package org.rdkb.dhcpmanager.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.cli.text.ClientRow;
import org.rdkb.dhcpmanager.cli.text.RowTable;
import org.rdkb.dhcpmanager.cli.text.Shown;
import picocli.CommandLine.Command;

/** One sentence on how things are, then the rows. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Say whether all is well and what to do next, then show the rows.")
final class StatusCommand implements Callable<Integer> {
  static final String TABLE = RowTable.DHCPV4;
  private static final String OUTPUT = "X_DHCPMGR_ClientOutput";
  private static final String EXTENSIONS = "Device.DHCPv4.X_DHCPMGR_Extensions";

  private final Dhcpmgr program;

  StatusCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    return program.onBus(
        bus -> {
          List<ClientRow> rows = ClientRow.of(TABLE, bus.get(List.of(TABLE)));
          Map<Integer, String> outputs = new TreeMap<>();
          for (ClientRow row : rows) {
            if (row.isEnabled() && (row.isSelecting() || !row.value("Status").equals("Enabled"))) {
              String output = output(bus, row);
              if (!output.isEmpty()) {
                outputs.put(row.instance(), output);
              }
            }
          }
          print(rows, outputs, text(bus, EXTENSIONS));
        });
  }

  /** What the client printed last; empty if the bus does not say. */
  private static String output(BusConsumer bus, ClientRow row) {
    return text(bus, TABLE + row.instance() + "." + OUTPUT);
  }

  private static String text(BusConsumer bus, String path) {
    try {
      List<BusProperty> found = bus.get(List.of(path));
      return found.get(0).value() instanceof BusValue.Text text ? text.value() : "";
    } catch (BusException refused) {
      return ""; // a row deleted meanwhile, or another program's manager: the table says the rest
    }
  }

  private void print(List<ClientRow> rows, Map<Integer, String> outputs, String extensions) {
    Health health = Health.of(rows);
    if (program.json()) {
      program
          .console()
          .jsonLine(
              line -> {
                line.writeBooleanField("well", health.isWell());
                line.writeStringField("sentence", health.sentence());
                if (!extensions.isEmpty()) {
                  line.writeStringField("extensions", extensions);
                }
              });
      for (ClientRow row : rows) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("row", TABLE + row.instance() + ".");
                  for (String column : RowTable.PARAMETERS) {
                    line.writeStringField(column, row.value(column));
                  }
                  if (outputs.containsKey(row.instance())) {
                    line.writeStringField(OUTPUT, outputs.get(row.instance()));
                  }
                });
      }
      return;
    }
    program.console().out().println(health.sentence());
    if (!rows.isEmpty()) {
      program.console().out().println();
      RowTable.of(rows).print(program.console().out());
    }
    if (!extensions.isEmpty()) {
      program.console().out().println();
      for (String one : extensions.split("; ", -1)) {
        program.console().out().println("Extension " + Shown.printable(one));
      }
    }
    outputs.forEach(
        (instance, output) -> {
          program.console().out().println();
          program.console().out().println("Row " + instance + ", its client's last words:");
          output
              .lines()
              .map(Shown::printable)
              .forEach(line -> program.console().out().println("  " + line));
        });
  }
}
