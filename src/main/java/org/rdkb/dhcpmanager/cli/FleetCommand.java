package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the DHCPv4 servers that share addresses, and the etcd between them. No bus is needed. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "Show the servers that share addresses; exit code 1 if etcd has no quorum.")
final class FleetCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the settings file that says where etcd is; else as for run")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--watch", description = "go on, and show each change")
  private boolean watch;

  FleetCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws Exception {
    Optional<EtcdAccess> access = program.premises().fleet(config);
    if (access.isEmpty()) {
      throw new IOException("server.backend is local: there is no fleet");
    }
    FleetReport report = new FleetReport(program);
    return watch ? report.on(access.get()) : report.once(access.get());
  }
}
