package org.rdkb.dhcpmanager.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the manager in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run the manager in the foreground until SIGTERM or Ctrl-C; clients are kept.")
final class RunCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "else /etc/dhcpmgr/dhcpmgr.properties, else etc/ of the checkout")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = "rows and leases; root: /var/lib/dhcpmgr, else below XDG_STATE_HOME")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "tokens, spool, client output; root: /run/dhcpmgr, else XDG_RUNTIME_DIR")
  private Optional<Path> run = Optional.empty();

  @Option(names = "--profile", paramLabel = "NAME", description = "standalone (default) or rdk")
  private Optional<String> profile = Optional.empty();

  RunCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    profile
        .filter(name -> !name.equals("standalone") && !name.equals("rdk"))
        .ifPresent(
            name -> {
              throw program.usage("--profile takes standalone or rdk, not " + name);
            });
    return program.daemon().run(new RunOptions(config, state, run, program.busOption(), profile));
  }
}
