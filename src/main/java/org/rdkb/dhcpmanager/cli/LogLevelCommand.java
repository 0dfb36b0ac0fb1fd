package org.rdkb.dhcpmanager.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.view.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** How much the running manager writes to its log. */
@Command(
    name = "log-level",
    mixinStandardHelpOptions = true,
    description = "Show how much the manager logs, or change it while it runs.")
final class LogLevelCommand implements Callable<Integer> {
  private static final String PARAMETER = "Device.DHCPv4.X_DHCPMGR_LogLevel";

  private final Dhcpmgr program;

  /** The words of the data model. */
  enum Word {
    CONFIGURED("Configured"),
    ERROR("Error"),
    WARN("Warn"),
    INFO("Info"),
    DEBUG("Debug"),
    TRACE("Trace");

    private final String word;

    Word(String word) {
      this.word = word;
    }
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "LEVEL",
      description = "${COMPLETION-CANDIDATES}; CONFIGURED: as at the start. It outlives a restart.")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private @Nullable Word wanted = null;

  LogLevelCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    return program.onBus(
        bus -> {
          Word level = wanted;
          if (level != null) {
            bus.set(List.of(new BusProperty(PARAMETER, BusValue.text(level.word))));
          }
          print(now(bus));
        });
  }

  private static String now(BusConsumer bus) throws BusException {
    return bus.get(List.of(PARAMETER)).get(0).value() instanceof BusValue.Text text
        ? text.value()
        : "";
  }

  private void print(String level) {
    if (program.json()) {
      program.console().jsonLine(line -> line.writeStringField("logLevel", level));
    } else {
      program.console().out().println(Shown.printable(level));
    }
  }
}
