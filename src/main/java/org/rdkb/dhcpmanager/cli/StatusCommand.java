package org.rdkb.dhcpmanager.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.ClientRow;
import org.rdkb.dhcpmanager.cli.text.RowTable;
import picocli.CommandLine.Command;

/** One sentence on how things are, then the rows. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Say whether all is well and what to do next, then show the rows.")
final class StatusCommand implements Callable<Integer> {
  static final String TABLE = RowTable.DHCPV4;

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
                  for (String column : RowTable.PARAMETERS) {
                    line.writeStringField(column, row.value(column));
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
  }
}
