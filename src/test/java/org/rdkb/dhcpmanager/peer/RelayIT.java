package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * The relay between clients of the gateway's LAN, which are in a third namespace, and dnsmasq at
 * the ISP: what that server says, and what the client gets.
 */
class RelayIT {
  private static final String RELAY = "Device.DHCPv4.Relay.";
  private static final String RULES = RELAY + "Forwarding.";
  private static final String POOLS = "Device.DHCPv4.Server.Pool.";
  private static final String LAN = "lan0";
  private static final String HOST = "host0";
  private static final String BRANCH = "host-relay";

  @Test
  void clientBehindTheRelay_isServedByTheIsp_andThoseOfALocalRuleByUs()
      throws BusException, IOException {
    try (Topology branch = Topology.create(Path.of("").toAbsolutePath(), "way-relay", BRANCH);
        Lab lab = Lab.make("relay").ready()) {
      wire(lab, branch);
      lab.topology.startDnsmasq(RelayIT::withBranch, lab.serverLog());
      Lab.within(10).until(() -> logged(lab, "DHCP, IP range 10.78.0.10") > 0);
      String phones = addRow(lab, RULES);
      String rule = addRow(lab, RULES);
      lab.set(
          rule + "Interface", LAN,
          rule + "DHCPServerIPAddress", Topology.ISP_ADDRESS,
          rule + "X_DHCPMGR_AgentInformation", "true",
          rule + "Enable", "true",
          phones + "Interface", LAN,
          phones + "VendorClassID", "phone",
          phones + "LocallyServed", "true",
          phones + "Enable", "true",
          RELAY + "Enable", "true");
      serveLan(lab);
      lab.awaitValue(rule + "Status", "Enabled", 10);

      try (Host host = new Host(lab, branch, "one")) {
        String[] told = host.awaitAddress().split(" ", -1);
        assertEquals("10.78.0.1", told[1]);
        assertEquals(1, logged(lab, "DHCPACK(uplink0) " + told[0] + " "), () -> server(lab));
      }
      assertTrue(logged(lab, "agent-id  01:04:6c:61:6e:30") > 0, () -> server(lab));

      try (Host phone = new Host(lab, branch, "two", "-V", "phone")) {
        assertEquals("10.78.0.200 10.78.0.1", phone.awaitAddress());
      }
      assertEquals(0, logged(lab, "10.78.0.200"));

      lab.set(rule + "DHCPServerIPAddress", "");
      long before = refusals(lab);
      try (Host host = new Host(lab, branch, "three")) {
        Lab.within(10).until(() -> refusals(lab) > before);
        assertEquals("", host.address());
      }
    }
  }

  private static void wire(Lab lab, Topology branch) throws IOException {
    lab.run("ip", "link", "add", LAN, "type", "veth", "peer", "name", HOST, "netns", BRANCH);
    lab.run("ip", "address", "add", "10.78.0.1/24", "dev", LAN);
    lab.run("ip", "link", "set", LAN, "up");
    lab.run("ip", "address", "add", "198.51.100.2/24", "dev", Topology.WAN);
    branch.run(branch.inIsp("ip", "link", "set", HOST, "up"));
    lab.topology.run(
        lab.topology.inIsp("ip", "route", "add", "10.78.0.0/24", "via", "198.51.100.2"));
  }

  private static String withBranch(String shipped) {
    return shipped
        + """

        dhcp-range=set:branch,10.78.0.10,10.78.0.50,255.255.255.0,120
        dhcp-option=tag:branch,option:router,10.78.0.1
        """;
  }

  private static void serveLan(Lab lab) throws BusException {
    String pool = addRow(lab, POOLS);
    lab.set(
        pool + "Interface",
        LAN,
        pool + "MinAddress",
        "10.78.0.200",
        pool + "MaxAddress",
        "10.78.0.210",
        pool + "SubnetMask",
        "255.255.255.0",
        pool + "IPRouters",
        "10.78.0.1",
        pool + "Enable",
        "true",
        "Device.DHCPv4.Server.Enable",
        "true");
    lab.awaitValue(pool + "Status", "Enabled", 10);
  }

  private static String addRow(Lab lab, String table) throws BusException {
    return table + lab.bus().addRow(table, "") + ".";
  }

  private static long logged(Lab lab, String words) {
    return Lab.lines(lab.serverLog()).stream().filter(line -> line.contains(words)).count();
  }

  private static String server(Lab lab) {
    return String.join("\n", Lab.lines(lab.serverLog()));
  }

  private static long refusals(Lab lab) {
    return Lab.lines(lab.managerLog()).stream()
        .filter(line -> line.contains("RELAY-REFUSED reason=NO_SERVER"))
        .count();
  }

  /** A host of the LAN, with udhcpc. */
  private static final class Host implements AutoCloseable {
    private final Path told;
    private final Process process;

    Host(Lab lab, Topology branch, String name, String... more) throws IOException {
      told = lab.folder().resolve(name + ".told");
      Path script = lab.folder().resolve(name + ".sh");
      Files.writeString(
          script, "#!/bin/sh\n[ \"$1\" != bound ] || echo \"$ip $router\" >> " + told + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      List<String> command =
          new ArrayList<>(List.of("busybox", "udhcpc", "-f", "-i", HOST, "-s", script.toString()));
      command.addAll(List.of("-t", "20", "-T", "1", "-x", "0x3d:00" + hex(name)));
      command.addAll(List.of(more));
      process =
          branch.start(
              branch.inIsp(command.toArray(String[]::new)), lab.folder().resolve(name + ".log"));
    }

    private static String hex(String name) {
      return HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
    }

    String address() {
      return String.join("", Lab.lines(told));
    }

    String awaitAddress() {
      Lab.within(15).until(() -> !address().isEmpty());
      return address();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
