package org.rdkb.dhcpmanager.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Health;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.RowTable;
import picocli.CommandLine.Command;

/** One sentence on how things are, then the rows. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Say whether all is well and what to do next, then show the rows.")
final class StatusCommand implements Callable<Integer> {
  private static final String OUTPUT = "X_DHCPMGR_ClientOutput";
  private static final String PERSISTENCE = "Device.DHCPv4.X_DHCPMGR_Persistence";
  private static final String EXTENSIONS = "Device.DHCPv4.X_DHCPMGR_Extensions";

  private final Dhcpmgr program;

  StatusCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    return program.onBus(
        bus -> {
          List<ClientRow> rows =
              new ArrayList<>(ClientRow.of(ClientRow.DHCPV4, bus.get(List.of(ClientRow.DHCPV4))));
          rows.addAll(rows6(bus));
          Map<String, String> outputs = new TreeMap<>();
          for (ClientRow row : rows) {
            if (row.isEnabled() && (row.isSelecting() || !row.value("Status").equals("Enabled"))) {
              String output = output(bus, row);
              if (!output.isEmpty()) {
                outputs.put(row.path(), output);
              }
            }
          }
          print(rows, outputs, text(bus, EXTENSIONS), notStored(bus));
        });
  }

  private static List<ClientRow> rows6(BusConsumer bus) {
    try {
      return ClientRow.of(ClientRow.DHCPV6, bus.get(List.of(ClientRow.DHCPV6)));
    } catch (BusException none) {
      return List.of(); // a manager without IPv6
    }
  }

  /** Why leases are not stored; empty if they are. */
  private static String notStored(BusConsumer bus) {
    String persistence = text(bus, PERSISTENCE);
    return persistence.equals("ok") ? "" : persistence;
  }

  /** What the client printed last; empty if the bus does not say. */
  private static String output(BusConsumer bus, ClientRow row) {
    return text(bus, row.path() + OUTPUT);
  }

  private static String text(BusConsumer bus, String path) {
    try {
      List<BusProperty> found = bus.get(List.of(path));
      return found.get(0).value() instanceof BusValue.Text text ? text.value() : "";
    } catch (BusException refused) {
      return ""; // a row deleted meanwhile, or another program's manager: the table says the rest
    }
  }

  private static String spoken(String path) {
    String instance = path.replaceAll("[^.]*\\.[^.]*\\.[^.]*\\.|\\.$", "");
    return (path.startsWith(ClientRow.DHCPV6) ? "IPv6 row " : "Row ") + instance;
  }

  private static boolean is6(ClientRow row) {
    return row.table().equals(ClientRow.DHCPV6);
  }

  private void print(
      List<ClientRow> rows, Map<String, String> outputs, String extensions, String notStored) {
    Health health = Health.of(rows);
    if (program.json()) {
      program
          .console()
          .jsonLine(
              line -> {
                line.writeBooleanField("well", health.isWell());
                line.writeStringField("sentence", health.sentence());
                if (!notStored.isEmpty()) {
                  line.writeStringField("persistence", notStored);
                }
                if (!extensions.isEmpty()) {
                  line.writeStringField("extensions", extensions);
                }
              });
      for (ClientRow row : rows) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("row", row.path());
                  for (String column : is6(row) ? RowTable.PARAMETERS6 : RowTable.PARAMETERS) {
                    line.writeStringField(column, row.value(column));
                  }
                  if (outputs.containsKey(row.path())) {
                    line.writeStringField(OUTPUT, outputs.get(row.path()));
                  }
                });
      }
      return;
    }
    program.console().out().println(health.sentence());
    if (!notStored.isEmpty()) {
      program.console().out().println("Leases on disk: " + Shown.printable(notStored));
    }
    List<ClientRow> rows4 = rows.stream().filter(row -> !is6(row)).toList();
    if (!rows4.isEmpty()) {
      program.console().out().println();
      RowTable.of(rows4).print(program.console().out());
    }
    List<ClientRow> rows6 = rows.stream().filter(StatusCommand::is6).toList();
    if (!rows6.isEmpty()) {
      program.console().out().println();
      RowTable.of6(rows6, Instant.now()).print(program.console().out());
    }
    if (!extensions.isEmpty()) {
      program.console().out().println();
      for (String one : extensions.split("; ", -1)) {
        program.console().out().println("Extension " + Shown.printable(one));
      }
    }
    outputs.forEach(
        (path, output) -> {
          program.console().out().println();
          program.console().out().println(spoken(path) + ", its client's last words:");
          output
              .lines()
              .map(Shown::printable)
              .forEach(line -> program.console().out().println("  " + line));
        });
  }
}
