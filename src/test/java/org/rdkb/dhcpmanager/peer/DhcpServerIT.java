package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * The DHCPv4 server, configured over the bus, with real udhcpc processes as its clients: they are
 * at the other end of the cable, where the ISP is in other tests.
 */
class DhcpServerIT {
  private static final String SERVER = "Device.DHCPv4.Server.";
  private static final String POOLS = SERVER + "Pool.";

  static String serve(Lab lab) throws BusException {
    lab.run("ip", "address", "add", "10.77.0.1/24", "dev", Topology.WAN);
    String pool = POOLS + lab.bus().addRow(POOLS, "") + ".";
    lab.set(
        pool + "Interface", Topology.WAN,
        pool + "MinAddress", "10.77.0.1",
        pool + "MaxAddress", "10.77.0.20",
        pool + "SubnetMask", "255.255.255.0",
        pool + "IPRouters", "10.77.0.1",
        pool + "DNSServers", "10.77.0.1,10.77.0.2",
        pool + "DomainName", "lan.example",
        pool + "LeaseTime", "600",
        pool + "Enable", "true",
        SERVER + "Enable", "true");
    lab.awaitValue(pool + "Status", "Enabled", 5);
    return pool;
  }

  /** A client that writes down what its script is told. */
  static final class Client implements AutoCloseable {
    private final Lab lab;
    private final Path told;
    private final Process process;

    Client(Lab lab, String name, String hardware, String... more) throws IOException {
      this.lab = lab;
      told = lab.folder().resolve(name + ".told");
      Path script = lab.folder().resolve(name + ".sh");
      Files.writeString(
          script,
          """
          #!/bin/sh
          [ "$1" != bound ] || ip address replace "$ip/$mask" dev "$interface"
          echo "$1 ${ip:-none} ${mask:-} ${router:-} ${dns:-} ${domain:-} ${lease:-}" >> %s
          """
              .formatted(told));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      List<String> command =
          new ArrayList<>(
              List.of("busybox", "udhcpc", "-f", "-i", Topology.UPLINK, "-s", script.toString()));
      command.addAll(List.of("-x", "0x3d:01" + hardware.replace(":", ""), "-t", "20", "-T", "1"));
      command.addAll(List.of(more));
      process =
          lab.topology.start(
              lab.topology.inIsp(command.toArray(String[]::new)),
              lab.folder().resolve(name + ".log"));
    }

    /** What it was told last of an event; empty if it was told none. */
    String told(String event) {
      return Lab.lines(told).stream()
          .filter(line -> line.startsWith(event + " "))
          .reduce("", (first, last) -> last);
    }

    String awaitAddress() {
      Lab.within(15).until(() -> !told("bound").isEmpty());
      return told("bound").split(" ", -1)[1];
    }

    /** nsenter and setsid exec: the process is udhcpc itself. */
    void signal(String name) {
      lab.run("busybox", "kill", "-" + name, Long.toString(process.pid()));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private static String disk(Lab lab) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(lab.folder().resolve("state/server"))) {
      for (Path file : files.sorted().toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static String onDisk(String address) {
    StringBuilder octets = new StringBuilder();
    for (String part : address.split("\\.", -1)) {
      octets.append((char) Integer.parseInt(part));
    }
    return octets.toString();
  }

  @Test
  void client_isServed_renews_releases() throws BusException, IOException {
    try (Lab lab = Lab.make("serve").ready()) {
      String pool = serve(lab);
      try (Client client = new Client(lab, "one", "02:00:00:00:00:01")) {
        String address = client.awaitAddress();
        assertEquals(
            "bound 10.77.0.3 24 10.77.0.1 10.77.0.1 10.77.0.2 lan.example 600",
            client.told("bound"));
        assertTrue(disk(lab).contains(onDisk(address)));
        assertEquals("1", lab.get(pool + "ClientNumberOfEntries"));
        assertEquals("true", lab.get(pool + "Client.1.Active"));
        assertEquals(address, lab.get(pool + "Client.1.IPv4Address.1.IPAddress"));

        client.signal("USR1");
        Lab.within(10).until(() -> client.told("renew").contains(address));
        client.signal("USR2");
        lab.awaitValue(pool + "Client.1.Active", "false", 5);
      }
    }
  }

  @Test
  void kill9_losesNoLease_andGivesNoAddressTwice()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("srvkill").ready()) {
      String pool = serve(lab);
      String first;
      try (Client one = new Client(lab, "one", "02:00:00:00:00:01")) {
        first = one.awaitAddress();
        lab.killManager(); // the ACK is the last that anybody heard of it
      }
      lab.ready();
      lab.awaitValue(pool + "Status", "Enabled", 10);
      assertEquals("true", lab.get(pool + "Client.1.Active"));
      try (Client two = new Client(lab, "two", "02:00:00:00:00:02");
          Client again = new Client(lab, "again", "02:00:00:00:00:01")) {
        assertEquals(first, again.awaitAddress());
        assertNotEquals(first, two.awaitAddress());
      }
    }
  }

  @Test
  void staticAddress_isItsClients_whoeverAsksForIt() throws BusException, IOException {
    try (Lab lab = Lab.make("srvstat").ready()) {
      String pool = serve(lab);
      String hardware =
          lab.topology
              .run(lab.topology.inIsp("ip", "-oneline", "link", "show", "dev", Topology.UPLINK))
              .replaceFirst("(?s).* link/ether ([0-9a-f:]{17}) .*", "$1");
      String kept = pool + "StaticAddress." + lab.bus().addRow(pool + "StaticAddress.", "") + ".";
      lab.set(kept + "Chaddr", hardware, kept + "Yiaddr", "10.77.0.200", kept + "Enable", "true");
      try (Client client = new Client(lab, "one", "02:00:00:00:00:01")) {
        assertEquals("10.77.0.200", client.awaitAddress());
      }
    }
  }

  @Test
  void conditionalPool_servesItsVendorClass_othersAreServedByTheNext()
      throws BusException, IOException {
    Lab made = Lab.make("srvcond");
    Path hosts = made.folder().resolve("hosts");
    try (Lab lab = made.with("server.hostsFile=" + hosts).ready()) {
      String pool = serve(lab);
      String phones = POOLS + lab.bus().addRow(POOLS, "") + ".";
      lab.set(
          phones + "Interface", Topology.WAN,
          phones + "Order", "1",
          phones + "VendorClassID", "phone",
          phones + "VendorClassIDMode", "Prefix",
          phones + "MinAddress", "10.77.0.50",
          phones + "MaxAddress", "10.77.0.60",
          phones + "SubnetMask", "255.255.255.0",
          phones + "DomainName", "phones.example",
          phones + "LeaseTime", "-1",
          phones + "Enable", "true");
      lab.awaitValue(phones + "Status", "Enabled", 5);
      try (Client phone =
          new Client(lab, "phone", "02:00:00:00:00:01", "-V", "phone 3", "-x", "hostname:tel")) {
        phone.awaitAddress();
        assertEquals("bound 10.77.0.50 24   phones.example 4294967295", phone.told("bound"));
      }
      try (Client other = new Client(lab, "other", "02:00:00:00:00:02")) {
        assertEquals("10.77.0.3", other.awaitAddress());
      }
      assertEquals("1", lab.get(phones + "ClientNumberOfEntries"));
      assertEquals("1", lab.get(pool + "ClientNumberOfEntries"));
      assertEquals("tel", lab.get(phones + "Client.1.X_CISCO_COM_HostName"));
      assertEquals(Topology.WAN, lab.get(phones + "Client.1.X_CISCO_COM_Interface"));
      Lab.within(15).until(() -> Lab.lines(hosts).contains("10.77.0.50 tel.phones.example tel"));
      assertEquals("61", lab.get(phones + "Client.1.Option.2.Tag"));
      assertEquals("01020000000001", lab.get(phones + "Client.1.Option.2.Value"));
      assertEquals("10.77.0.3", lab.get(pool + "Client.2.IPv4Address.1.IPAddress"));

      assertEquals("2", lab.get(SERVER + "Stats.ACK"));
      assertEquals("0", lab.get(SERVER + "Stats.NACK"));
      lab.bus().invoke(SERVER + "Stats.Reset()", BusObject.EMPTY);
      assertEquals("0", lab.get(SERVER + "Stats.ACK"));
    }
  }

  private static String cli(Lab lab, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddhcpmgr.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.rdkb.dhcpmanager.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--state", lab.folder().resolve("state").toString()));
    return lab.run(command.toArray(String[]::new));
  }

  @Test
  void leasesOfDnsmasq_areTakenOver_andExportedBesideTheServer() throws BusException, IOException {
    try (Lab lab = Lab.make("srvimp")) {
      Path file =
          Files.writeString(
              lab.folder().resolve("dnsmasq.leases"),
              "4102444800 02:00:00:00:00:01 10.77.0.17 printer 01:02:00:00:00:00:01\n");
      cli(lab, "server", "import", "dnsmasq", file.toString());
      Path blocks =
          Files.writeString(
              lab.folder().resolve("dhcpd.leases"),
              """
              # The format of this file is documented in the dhcpd.leases(5) manual page.
              authoring-byte-order little-endian;

              lease 10.77.0.18 {
                starts 2 2023/11/14 22:13:20;
                ends 2 2100/01/05 00:00:00;
                binding state active;
                hardware ethernet 02:00:00:00:00:02;
                client-hostname "scanner";
              }
              """);
      assertTrue(
          cli(lab, "server", "import", "isc", blocks.toString()).contains("1 leases imported"));
      lab.ready();
      serve(lab);
      try (Client client = new Client(lab, "one", "02:00:00:00:00:01")) {
        assertEquals("10.77.0.17", client.awaitAddress());
      }
      String kea = cli(lab, "server", "export", "kea");
      assertTrue(kea.contains("\n10.77.0.17,"), kea);
      assertTrue(kea.contains(",01:02:00:00:00:00:01,"), kea);
      assertTrue(kea.contains("\n10.77.0.18,02:00:00:00:00:02,"), kea);
    }
  }
}
