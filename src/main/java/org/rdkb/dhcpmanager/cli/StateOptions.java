package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rdkb.dhcpmanager.cli.doctor.Premises;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the state is, for verbs that need no bus. */
final class StateOptions {
  @Option(
      names = "--state",
      scope = ScopeType.INHERIT,
      paramLabel = "FOLDER",
      description = "state folder; else as for run")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "settings file that names the state folder; else as for run")
  private Optional<Path> config = Optional.empty();

  Path folder(Dhcpmgr program) throws IOException {
    return premises(program).state();
  }

  Premises premises(Dhcpmgr program) throws IOException {
    return program.premises().find(config, state);
  }
}
