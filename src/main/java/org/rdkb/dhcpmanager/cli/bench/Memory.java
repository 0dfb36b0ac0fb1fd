package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.cli.text.Console;

/**
 * Resident memory of the providers' processes at one moment.
 *
 * @param kib in the order of the sides
 */
record Memory(List<Sides.Side> sides, List<Long> kib) {
  Memory {
    sides = List.copyOf(sides);
    kib = List.copyOf(kib);
  }

  static Memory of(List<Sides.Side> sides) throws IOException {
    List<Long> kib = new ArrayList<>();
    for (Sides.Side side : sides) {
      kib.add(resident(side.provider().pid()));
    }
    return new Memory(sides, kib);
  }

  /** KiB of one process; 0 if it is gone. */
  static long resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try (Stream<String> lines = Files.lines(status, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    }
  }

  /** Prints a line for each side: this moment, and a later one. */
  void print(Console console, Memory later) {
    for (int i = 0; i < sides.size(); i++) {
      String side = sides.get(i).name();
      long before = kib.get(i);
      long after = later.kib.get(i);
      console.jsonLine(
          line -> {
            line.writeStringField("bench", "bus: resident memory of the provider");
            line.writeStringField("side", side);
            line.writeStringField("unit", "KiB");
            line.writeNumberField("before", before);
            line.writeNumberField("after", after);
          });
    }
  }
}
