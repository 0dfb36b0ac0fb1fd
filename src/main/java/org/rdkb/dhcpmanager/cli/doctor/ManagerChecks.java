package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.cli.doctor.Processes.Running;

/** The managers of this machine, and the port where they listen. */
final class ManagerChecks {
  private static final String MAIN = "org.rdkb.dhcpmanager.Main";
  private static final String LISTENING = "0A";
  private static final int TENTHS_FULL = 8;

  private final Premises premises;
  private final Processes processes;

  ManagerChecks(Premises premises, Processes processes) {
    this.premises = premises;
    this.processes = processes;
  }

  private List<Running> managers() throws IOException {
    return processes.all().stream()
        .filter(process -> process.argv().contains(MAIN) && process.argv().contains("run"))
        .toList();
  }

  /** Two on one state folder cannot be: it is locked. Two with the usual one is a mistake. */
  List<Complaint> instances() throws IOException {
    List<Running> usual =
        managers().stream()
            .filter(
                manager ->
                    manager
                        .option("--state")
                        .map(folder -> folder.equals(premises.state().toString()))
                        .orElse(true))
            .toList();
    return usual.size() < 2
        ? List.of()
        : List.of(
            new Complaint(
                "second-manager",
                "managers run as " + usual.stream().map(Running::pid).toList(),
                "kill -TERM all but one; its clients are kept"));
  }

  List<Complaint> monitorPort() throws IOException {
    if (premises.monitorPort().isEmpty()) {
      return List.of();
    }
    int port = premises.monitorPort().getAsInt();
    Optional<String> inode = listener(port);
    Optional<Running> owner = inode.isEmpty() ? Optional.empty() : processes.ownerOf(inode.get());
    return owner
        .filter(process -> !process.argv().contains(MAIN))
        .map(
            process ->
                List.of(
                    new Complaint(
                        "port-taken",
                        "port " + port + " belongs to " + process.name() + ", pid " + process.pid(),
                        "end it, or set monitor.address to another port")))
        .orElse(List.of());
  }

  /** The inode of the socket that listens at a port of IPv4. */
  private Optional<String> listener(int port) throws IOException {
    String local = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table())) {
      return lines
          .map(line -> line.strip().split(" +"))
          .filter(cells -> cells.length > 9 && cells[1].endsWith(local))
          .filter(cells -> cells[3].equals(LISTENING))
          .map(cells -> cells[9])
          .findFirst();
    }
  }

  private Path table() {
    return premises.proc().resolve("net/tcp");
  }

  List<Complaint> descriptors() throws IOException {
    for (Running manager : managers()) {
      int open = processes.descriptors(manager.pid());
      int most = processes.mostDescriptors(manager.pid());
      if (open > most / 10 * TENTHS_FULL) {
        return List.of(
            new Complaint(
                "descriptors",
                "manager " + manager.pid() + " has " + open + " of " + most + " descriptors open",
                "restart it; its clients are kept. Report it with: ls -l /proc/"
                    + manager.pid()
                    + "/fd"));
      }
    }
    return List.of();
  }
}
