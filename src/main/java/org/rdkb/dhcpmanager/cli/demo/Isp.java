package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server's side of the story: its log, read as evidence. */
record Isp(Path log) {
  /** Lines of one message, such as {@code DHCPACK}, about one address. */
  List<String> messages(String message, String address) throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    String wanted = message + "(" + Topology.UPLINK + ") " + address;
    try (var lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.contains(wanted)).toList();
    }
  }
}
