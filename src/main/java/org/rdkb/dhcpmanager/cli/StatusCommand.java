package org.rdkb.dhcpmanager.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import picocli.CommandLine.Command;

/** One sentence on how things are, then the rows. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Say whether all is well and what to do next, then show the rows.")
final class StatusCommand implements Callable<Integer> {
  static final String TABLE = "Device.DHCPv4.Client.";

  private static final List<String> COLUMNS =
      List.of(
          "Alias",
          "Interface",
          "Status",
          "DHCPStatus",
          "IPAddress",
          "LeaseTimeRemaining",
          "DHCPServer",
          "X_DHCPMGR_LastError");

  private final Dhcpmgr program;

  StatusCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    return program.onBus(bus -> print(ClientRow.of(TABLE, bus.get(List.of(TABLE)))));
  }

  private void print(List<ClientRow> rows) {
    Health health = Health.of(rows);
    if (program.json()) {
      program
          .console()
          .jsonLine(
              line -> {
                line.writeBooleanField("well", health.isWell());
                line.writeStringField("sentence", health.sentence());
              });
      for (ClientRow row : rows) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("row", TABLE + row.instance() + ".");
                  for (String column : COLUMNS) {
                    line.writeStringField(column, row.value(column));
                  }
                });
      }
      return;
    }
    program.console().out().println(health.sentence());
    if (!rows.isEmpty()) {
      program.console().out().println();
      table(rows).print(program.console().out());
    }
  }

  static TextTable table(List<ClientRow> rows) {
    TextTable table =
        new TextTable(
            "ROW",
            "ALIAS",
            "INTERFACE",
            "STATUS",
            "DHCP",
            "ADDRESS",
            "REMAINING",
            "SERVER",
            "LAST ERROR");
    for (ClientRow row : rows) {
      String[] cells = new String[COLUMNS.size() + 1];
      cells[0] = Integer.toString(row.instance());
      for (int i = 0; i < COLUMNS.size(); i++) {
        String value = row.value(COLUMNS.get(i));
        cells[i + 1] = COLUMNS.get(i).equals("LeaseTimeRemaining") ? remaining(row) : value;
      }
      table.row(cells);
    }
    return table;
  }

  /** TR-181: −1 is a lease without end; without a lease the figure says nothing. */
  private static String remaining(ClientRow row) {
    String seconds = row.value("LeaseTimeRemaining");
    if (seconds.equals("-1")) {
      return "infinite";
    }
    return row.isBound() ? seconds + " s" : "";
  }
}
