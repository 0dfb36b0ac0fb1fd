package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The other end of the cable: a server for each family, and its log, read as evidence. */
final class Isp {
  private static final Duration START = Duration.ofSeconds(20);

  private final Topology topology;
  private final List<Process> servers = new ArrayList<>();

  Isp(Topology topology) {
    this.topology = topology;
  }

  /** dnsmasq for IPv4, with leases of 120 s. */
  void start4() throws IOException {
    start4(UnaryOperator.identity());
  }

  /** The same with something changed in its configuration. */
  void start4(UnaryOperator<String> edit) throws IOException {
    servers.add(topology.startDnsmasq(edit, log("isp4.log")));
  }

  /** Kea for IPv6; returns when it serves. */
  void start6(UnaryOperator<String> edit, Patience patience)
      throws DemoFailure, InterruptedException, IOException {
    patience.until(
        "the ISP's link-local address", START, () -> topology.hasLinkLocal(Topology.UPLINK));
    servers.add(topology.startKea6(edit, log("isp6.log")));
    patience.until("Kea to serve", START, () -> !said("isp6.log", "DHCP6_STARTED", "").isEmpty());
  }

  /** False once any of its servers has ended. */
  boolean isAlive() {
    return servers.stream().allMatch(Process::isAlive);
  }

  /** dnsmasq's lines of one message, such as {@code DHCPACK}, about one address. */
  List<String> said4(String message, String address) throws IOException {
    return said("isp4.log", message + "(" + Topology.UPLINK + ") " + address, "");
  }

  /** Kea's lines of one kind, such as {@code DHCP6_LEASE_ALLOC}, about one address or prefix. */
  List<String> said6(String kind, String binding) throws IOException {
    return said("isp6.log", kind + " ", " " + binding + " ").stream()
        .map(line -> line.substring(line.indexOf(kind)))
        .toList();
  }

  private List<String> said(String log, String what, String about) throws IOException {
    if (!Files.exists(log(log))) {
      return List.of();
    }
    try (var lines = Files.lines(log(log), StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.contains(what) && line.contains(about)).toList();
    }
  }

  private Path log(String name) {
    return topology.folder().resolve(name);
  }
}
