package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the manual and the completion of a shell, from the same model that parses. */
@Command(
    name = "manual",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Write man pages, one for each verb, and completion for bash.")
final class ManualCommand implements Callable<Integer> {
  private static final String COMPLETION = "dhcpmgr.bash";

  private final Dhcpmgr program;

  @Spec private @Nullable CommandSpec own;

  @Parameters(paramLabel = "FOLDER", description = "made if it is absent")
  private @Nullable Path folder;

  @Option(
      names = "--date",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "date of the pages: the same input gives the same pages")
  private @Nullable LocalDate date;

  ManualCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException {
    Path into = Files.createDirectories(Objects.requireNonNull(folder));
    LocalDate dated = Objects.requireNonNull(date);
    CommandLine whole = Objects.requireNonNull(own).root().commandLine();
    write(into, new ManualPage(whole.getCommandSpec(), dated));
    for (CommandLine verb : whole.getSubcommands().values()) {
      if (!verb.getCommandSpec().usageMessage().hidden()) {
        write(into, new ManualPage(verb.getCommandSpec(), dated));
      }
    }
    Files.writeString(into.resolve(COMPLETION), AutoComplete.bash("dhcpmgr", whole));
    program.console().out().println("man pages and " + COMPLETION + " are in " + into);
    return ExitCode.OK;
  }

  private static void write(Path into, ManualPage page) throws IOException {
    Files.writeString(into.resolve(page.name() + ".1"), page.text());
  }
}
