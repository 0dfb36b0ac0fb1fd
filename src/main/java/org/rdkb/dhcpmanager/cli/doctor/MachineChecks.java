package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine as a whole. */
final class MachineChecks {
  /** {@code IFF_UP}. */
  private static final int UP = 1;

  private static final long LEAST_KIB = 32 * 1024;
  private static final String AVAILABLE = "MemAvailable:";

  private final Premises premises;

  MachineChecks(Premises premises) {
    this.premises = premises;
  }

  List<Complaint> loopback() throws IOException {
    Path file = premises.sys().resolve("class/net/lo/flags");
    int flags = Files.exists(file) ? Integer.decode(Files.readString(file).strip()) : 0;
    return (flags & UP) != 0
        ? List.of()
        : List.of(
            new Complaint(
                "loopback-down",
                "the loopback interface is down: plugins cannot reach the monitor",
                "ip link set lo up"));
  }

  List<Complaint> memory() throws IOException {
    for (String line : Files.readAllLines(premises.proc().resolve("meminfo"))) {
      if (line.startsWith(AVAILABLE)) {
        long kib = Long.parseLong(line.replaceAll("[^0-9]", ""));
        return kib >= LEAST_KIB
            ? List.of()
            : List.of(
                new Complaint(
                    "memory-low",
                    kib + " KiB of memory are available, less than " + LEAST_KIB,
                    "end what is not needed; see: ps -eo rss,pid,comm --sort=-rss"));
      }
    }
    return List.of();
  }
}
