package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** Real clients of both families on eight interfaces: bound, renewed, and all killed at once. */
@NeedsMountedRoot
class ManyClientsIT {
  private static final int INTERFACES = 8;

  @Test
  void sixteenClients_boundRenewedAndKilledTogether_haveWhatTheyHad()
      throws BusException, IOException {
    try (Lab lab = Lab.make("many")) {
      for (int i = 1; i < INTERFACES; i++) {
        lab.addMacvlan(link(i));
      }
      lab.startServer();
      lab.startKea6("");
      lab.ready();
      for (int i = 0; i < INTERFACES; i++) {
        enable(lab, i);
      }
      rows().forEach(row -> lab.awaitValue(row + status(row), "Bound", 40));
      Map<String, String> had = leases(lab);
      assertEquals(2 * INTERFACES, new HashSet<>(had.values()).size(), had.toString());
      checkKernel(lab, had);

      long acknowledged = lab.serverLines("DHCPACK");
      long renewed = renewals6(lab);
      for (String row : rows()) {
        lab.set(row + "Renew", "true");
      }
      Lab.within(20).until(() -> lab.serverLines("DHCPACK") >= acknowledged + INTERFACES);
      Lab.within(20).until(() -> renewals6(lab) >= renewed + INTERFACES);

      List<Long> killed = clients(lab);
      assertEquals(2 * INTERFACES, killed.size());
      killed.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
      for (String row : rows()) {
        lab.awaitValue(row + "X_DHCPMGR_Restarts", "1", 20);
        lab.awaitValue(row + status(row), "Bound", 40);
      }
      assertEquals(had, leases(lab));
      checkKernel(lab, had);
      List<Long> now = clients(lab);
      assertEquals(2 * INTERFACES, now.size());
      now.retainAll(killed);
      assertEquals(List.of(), now);
      assertEquals(INTERFACES, lab.clients().size()); // of IPv4, whoever may have started them
      assertEquals(INTERFACES, lab.processes("dibbler-client").size());
      assertEquals(0, lab.zombies());
    }
  }

  private static void enable(Lab lab, int i) throws BusException {
    String four = "Device.DHCPv4.Client." + (i + 1) + ".";
    String six = "Device.DHCPv6.Client." + (i + 1) + ".";
    if (i > 0) {
      lab.bus().addRow("Device.DHCPv4.Client.", "four-" + i);
      lab.bus().addRow("Device.DHCPv6.Client.", "six-" + i);
    }
    lab.set(four + "Interface", link(i), four + "Enable", "true");
    lab.set(six + "Interface", link(i), six + "RequestPrefixes", "true", six + "Enable", "true");
  }

  private static String link(int i) {
    return i == 0 ? Topology.WAN : "wan" + i;
  }

  private static List<String> rows() {
    return Stream.of("Device.DHCPv4.Client.", "Device.DHCPv6.Client.")
        .flatMap(table -> Stream.iterate(1, i -> i + 1).limit(INTERFACES).map(i -> table + i + "."))
        .toList();
  }

  private static boolean isOfIpv4(String row) {
    return row.startsWith("Device.DHCPv4.");
  }

  private static String status(String row) {
    return isOfIpv4(row) ? "DHCPStatus" : "X_DHCPMGR_DHCPStatus";
  }

  /** Address, or address and prefix, of each row. */
  private static Map<String, String> leases(Lab lab) {
    Map<String, String> leases = new TreeMap<>();
    for (String row : rows()) {
      leases.put(
          row,
          isOfIpv4(row)
              ? lab.get(row + "IPAddress")
              : lab.get(row + "X_DHCPMGR_Addresses") + " " + lab.get(row + "X_DHCPMGR_Prefixes"));
    }
    return leases;
  }

  /** Each interface has the addresses of its two rows and no other; each prefix its route. */
  private static void checkKernel(Lab lab, Map<String, String> leases) {
    for (int i = 0; i < INTERFACES; i++) {
      String link = link(i);
      String four = leases.get("Device.DHCPv4.Client." + (i + 1) + ".");
      String[] six = leases.get("Device.DHCPv6.Client." + (i + 1) + ".").split(" ", -1);
      Lab.within(5).until(() -> addresses(lab, "-4", link).equals(four));
      Lab.within(5).until(() -> addresses(lab, "-6", link).equals(six[0]));
      Lab.within(5).until(() -> lab.run("ip", "-6", "route").contains("unreachable " + six[1]));
    }
    assertEquals(
        INTERFACES, lab.run("ip", "-6", "route").lines().filter(l -> l.startsWith("unr")).count());
  }

  private static String addresses(Lab lab, String family, String link) {
    return lab.run("ip", family, "-oneline", "address", "show", "dev", link, "scope", "global")
        .lines()
        .map(line -> line.replaceAll(".* inet6? ([0-9a-f.:]+)/.*", "$1"))
        .collect(Collectors.joining(" "));
  }

  private static long renewals6(Lab lab) {
    return Lab.lines(lab.serverLog()).stream()
        .filter(line -> line.contains("DHCP6_PACKET_RECEIVED") && line.contains(": RENEW "))
        .count();
  }

  /** What the rows' own notes say. */
  private static List<Long> clients(Lab lab) throws IOException {
    List<Long> pids = new ArrayList<>();
    for (String row : rows()) {
      String name = (isOfIpv4(row) ? "v4-" : "v6-") + row.replaceAll("\\D*\\d\\D*(\\d+)\\.", "$1");
      pids.add(lab.clientOf(name));
    }
    return pids;
  }
}
