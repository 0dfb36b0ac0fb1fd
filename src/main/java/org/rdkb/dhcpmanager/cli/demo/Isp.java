package org.rdkb.dhcpmanager.cli.demo;

import static org.rdkb.dhcpmanager.cli.demo.WatchedRow.text;
import static org.rdkb.dhcpmanager.cli.demo.WatchedRow.yes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.view.Shown;

/** The other end of the cable: a server for each family, and its log, read as evidence. */
final class Isp {
  private static final Duration START = Duration.ofSeconds(20);
  private static final String POOLS = "Device.DHCPv4.Server.Pool.";

  private final Topology topology;
  private final List<Process> servers = new ArrayList<>();
  private @Nullable Instance server4;

  Isp(Topology topology) {
    this.topology = topology;
  }

  /** This program for IPv4: its DHCPv4 server is configured once it answers on its own bus. */
  void start4(DemoPlan plan) throws IOException {
    Path folder = Files.createDirectory(log("isp"));
    List<String> program = new ArrayList<>(plan.manager());
    program.add(1, "-Ddhcpmgr.log=debug"); // each message is evidence
    String bus = "unix://" + folder.resolve("bus");
    server4 = Instance.start(topology, program, topology::inIsp, folder, bus);
    servers.add(server4.process());
  }

  /** Leases of 120 s; returns when they can be had. */
  void serve4(BusConnector buses, Patience patience)
      throws DemoFailure, BusException, InterruptedException {
    Instance server = Objects.requireNonNull(server4);
    try (BusConsumer bus = server.joinWhenReady(buses, patience)) {
      String pool = POOLS + bus.addRow(POOLS, "") + ".";
      bus.set(
          List.of(
              text(pool + "Interface", Topology.UPLINK),
              text(pool + "MinAddress", "198.51.100.50"),
              text(pool + "MaxAddress", "198.51.100.99"),
              text(pool + "SubnetMask", "255.255.255.0"),
              text(pool + "IPRouters", Topology.ISP_ADDRESS),
              text(pool + "DNSServers", Topology.ISP_ADDRESS),
              text(pool + "DomainName", "isp.example"),
              new BusProperty(pool + "LeaseTime", BusValue.int32(120)),
              yes(pool + "Enable"),
              yes("Device.DHCPv4.Server.Enable")));
      patience.until(
          "the ISP's pool to be served",
          START,
          () -> Shown.text(bus.get(List.of(pool + "Status")).get(0).value()).equals("Enabled"));
    }
  }

  /** dnsmasq for IPv4, with something changed in its configuration. */
  void startDnsmasq(UnaryOperator<String> edit) throws IOException {
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

  /** The server's lines of granted requests for one IPv4 address. */
  List<String> granted4(String address) throws IOException {
    return said("isp/manager.log", " SERVER-", "[" + address + " LEASED");
  }

  /** The server's lines of releases of one IPv4 address. */
  List<String> released4(String address) throws IOException {
    return said("isp/manager.log", " SERVER-RELEASED if=" + Topology.UPLINK, "[" + address + " ");
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
