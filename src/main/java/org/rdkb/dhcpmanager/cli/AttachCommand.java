package org.rdkb.dhcpmanager.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.TextTable;
import picocli.CommandLine.Command;

/** Links that must exist: how they are, and what is missing of them. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | health | repair)",
    description = "Show the declared links, have them looked at, or made.")
final class AttachCommand {
  private static final String OBJECT = "Device.X_DHCPMGR_Attachment.";
  private static final List<String> TABLES = List.of(OBJECT + "Network.", OBJECT + "Endpoint.");
  private static final List<String> SHOWN =
      List.of(
          "Alias",
          "Kind",
          "Interface",
          "Parent",
          "Namespace",
          "Sandbox",
          "Status",
          "RecoveryCount",
          "LastRecovery",
          "LastError");
  private static final String NEVER = "0001-01-01T00:00:00Z";
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Dhcpmgr program;

  AttachCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Command(name = "list", description = "One line for each declared link, as it was seen last.")
  int list() throws BusException {
    return program.onBus(
        bus -> {
          List<ClientRow> rows = rows(bus);
          print(rows);
          printForwarding(bus, rows);
        });
  }

  @Command(
      name = "health",
      description = "Have the links in use looked at; exit code 1 if one is not as it should be.")
  int health() throws BusException {
    return afterwards("Check()");
  }

  @Command(
      name = "repair",
      description = "Make every enabled link that is missing; exit code 1 if one cannot be made.")
  int repair() throws BusException {
    return afterwards("Repair()");
  }

  /** Rules of the CAN gateway, where there are any; for people. */
  private void printForwarding(BusConsumer bus, List<ClientRow> rows) throws BusException {
    if (rows.stream().noneMatch(row -> row.value("Kind").endsWith("can"))) {
      return;
    }
    String rules = Shown.text(bus.get(List.of(OBJECT + "Forwarding")).get(0).value());
    if (!rules.isEmpty() && !program.json()) {
      program.console().out().println("CAN: " + Shown.printable(rules.replace(",", " ")));
    }
  }

  private int afterwards(String command) throws BusException {
    List<ClientRow> found = new ArrayList<>();
    int code =
        program.onBus(
            bus -> {
              if (!rows(bus).isEmpty()) {
                long before = checks(bus);
                bus.invoke(OBJECT + command, new BusObject("", false, List.of(), List.of()));
                await(bus, before);
              }
              found.addAll(rows(bus));
              print(found);
              printForwarding(bus, found);
            });
    return found.stream().anyMatch(ClientRow::isInError) ? ExitCode.REFUSED : code;
  }

  private void await(BusConsumer bus, long before) throws BusException {
    long deadline = System.nanoTime() + program.timeout().toNanos();
    while (checks(bus) <= before) {
      if (System.nanoTime() > deadline) {
        throw new BusException(BusError.TIMEOUT, OBJECT, "not all links were seen in time");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static long checks(BusConsumer bus) throws BusException {
    BusProperty checks = bus.get(List.of(OBJECT + "Checks")).get(0);
    return Long.parseLong(Shown.text(checks.value()));
  }

  private static List<ClientRow> rows(BusConsumer bus) throws BusException {
    List<ClientRow> rows = new ArrayList<>();
    for (String table : TABLES) {
      rows.addAll(ClientRow.of(table, bus.get(List.of(table))));
    }
    return rows;
  }

  private void print(List<ClientRow> rows) {
    if (program.json()) {
      for (ClientRow row : rows) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("row", row.path());
                  for (String column : SHOWN) {
                    line.writeStringField(column, row.value(column));
                  }
                });
      }
      return;
    }
    if (rows.isEmpty()) {
      program.console().out().println("No link is declared.");
      return;
    }
    TextTable table =
        new TextTable("LINK", "NAME", "KIND", "INTERFACE", "ON", "STATUS", "MADE", "LAST", "ERROR");
    for (ClientRow row : rows) {
      String last = row.value("LastRecovery");
      table.row(
          row.path().substring(OBJECT.length()).replaceAll("\\.$", ""),
          cell(row, "Alias"),
          cell(row, "Kind"),
          cell(row, "Interface"),
          parent(row),
          cell(row, "Status"),
          cell(row, "RecoveryCount"),
          last.equals(NEVER) ? "-" : Shown.printable(last),
          cell(row, "LastError"));
    }
    table.print(program.console().out());
  }

  private static String cell(ClientRow row, String parameter) {
    String text = row.value(parameter);
    return text.isEmpty() ? "-" : Shown.printable(text);
  }

  /** What it sits on or joins, and where it or its other end is: as declared, or a container. */
  private static String parent(ClientRow row) {
    String network = row.value("Network");
    String parent =
        row.value("Parent").isEmpty() && !network.isEmpty()
            ? "network " + network
            : row.value("Parent");
    String declared = row.value("Namespace");
    String namespace = declared.isEmpty() ? row.value("Sandbox") : declared;
    String all = namespace.isEmpty() ? parent : (parent + " in " + namespace).strip();
    return all.isEmpty() ? "-" : Shown.printable(all);
  }
}
