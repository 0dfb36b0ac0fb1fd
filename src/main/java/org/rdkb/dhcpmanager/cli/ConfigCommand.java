package org.rdkb.dhcpmanager.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.SettingsReader.Difference;
import org.rdkb.dhcpmanager.cli.SettingsReader.Reading;
import org.rdkb.dhcpmanager.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at settings files before the manager does; touches neither it nor them. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(check | diff)",
    description = "Check a settings file, or see what it would change.")
final class ConfigCommand {
  private final Dhcpmgr program;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the settings file in place; else as for run")
  private Optional<Path> inPlace = Optional.empty();

  ConfigCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Command(
      name = "check",
      description = "Read a settings file as run does; exit code 1 names file, line and key.")
  int check(
      @Parameters(paramLabel = "FILE", arity = "0..1", description = "else the one in place")
          Optional<Path> file) {
    Reading reading = program.settings().read(inPlace, file);
    return complained(reading) ? ExitCode.REFUSED : told(reading, "good");
  }

  @Command(
      name = "diff",
      description = "Each key that FILE would change in place of the settings file, and how.")
  int diff(@Parameters(paramLabel = "FILE") Path file) {
    Reading reading = program.settings().read(inPlace, Optional.of(file));
    if (complained(reading)) {
      return ExitCode.REFUSED;
    }
    if (reading.differences().isEmpty()) {
      return told(reading, "changes nothing");
    }
    TextTable table = new TextTable("KEY", "BEFORE", "AFTER", "TAKES");
    for (Difference difference : reading.differences()) {
      String takes = difference.takes().name().toLowerCase(Locale.ROOT);
      if (program.json()) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("key", difference.key());
                  line.writeStringField("before", difference.before());
                  line.writeStringField("after", difference.after());
                  line.writeStringField("takes", takes);
                });
      } else {
        table.row(
            difference.key(),
            Shown.printable(difference.before()),
            Shown.printable(difference.after()),
            takes);
      }
    }
    if (!program.json()) {
      table.print(program.console().out());
    }
    return ExitCode.OK;
  }

  private boolean complained(Reading reading) {
    if (!reading.complaint().isEmpty()) {
      program.console().err().println(Shown.printable(reading.complaint()));
    }
    return !reading.complaint().isEmpty();
  }

  private int told(Reading reading, String verdict) {
    if (!program.json()) {
      program.console().out().println(Shown.printable(reading.file() + ": " + verdict));
    }
    return ExitCode.OK;
  }
}
