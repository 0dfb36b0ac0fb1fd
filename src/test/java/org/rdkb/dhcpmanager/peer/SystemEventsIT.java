package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** What a program that is not on the bus hears of a real lease. */
class SystemEventsIT {
  private static final String WAN4 = "ipv4_" + Topology.WAN + "_";

  @Test
  void files_haveTheLease_andAreEmptiedWithIt()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("sysfile").with("systemEvents=files")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Path folder = lab.folder().resolve("run/system-events");
      awaitFile(folder.resolve("wan-status"), "started");
      assertEquals(
          lab.get(Lab.ROW + "IPAddress"), Files.readString(folder.resolve(WAN4 + "ipaddr")));
      assertTrue(
          Files.readString(folder.resolve(WAN4 + "routes")).contains("0.0.0.0/0 via 198.51.100.1"));
      lab.set(Lab.ROW + "Enable", "false");
      awaitFile(folder.resolve("wan-status"), "stopped");
      assertEquals("", Files.readString(folder.resolve(WAN4 + "ipaddr")));
    }
  }

  @Test
  void tool_hearsEachChangeOnce_inOrder_andNothingOfARestartOfOurs()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("systool")) {
      Path heard = listener(lab);
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(10).until(() -> Lab.lines(heard).contains("firewall-restart="));
      String address = lab.get(Lab.ROW + "IPAddress");
      List<String> first =
          List.of(
              WAN4 + "ipaddr=" + address,
              WAN4 + "subnet=255.255.255.0",
              WAN4 + "routes=203.0.113.0/24 via 198.51.100.1,0.0.0.0/0 via 198.51.100.1",
              "wan-status=started",
              "firewall-restart=");
      assertEquals(first, Lab.lines(heard));

      Lab.within(10).until(lab::isStored);
      lab.killManager();
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 10);
      long acks = lab.serverLines("DHCPACK");
      lab.set(Lab.ROW + "Renew", "true");
      Lab.within(10).until(() -> lab.serverLines("DHCPACK") > acks);
      lab.set(Lab.ROW + "X_RDK_Release", "true");
      Lab.within(10).until(() -> Lab.lines(heard).size() >= 10);
      assertEquals(
          List.of(
              WAN4 + "ipaddr=",
              WAN4 + "subnet=",
              WAN4 + "routes=",
              "wan-status=stopped",
              "firewall-restart="),
          Lab.lines(heard).subList(5, Lab.lines(heard).size()));
    }
  }

  @Test
  void rdk_writesTheNamesOfTheReference() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("sysrdk").with("profile=rdk")) {
      Path heard = listener(lab);
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(10).until(() -> Lab.lines(heard).contains(WAN4 + "dhcp_state=bound"));
      lab.set(Lab.ROW + "Enable", "false");
      Lab.within(10).until(() -> Lab.lines(heard).contains("DHCPCV4_ENABLE_1="));
      List<String> names =
          Lab.lines(heard).stream()
              .filter(line -> !line.startsWith(WAN4 + "start_time="))
              .filter(line -> !line.endsWith("dhcp_state=deconfig")) // before the lease; may be one
              .toList();
      assertEquals(
          List.of(
              "DHCPCV4_ENABLE_1=" + Topology.WAN,
              WAN4 + "dhcp_server=198.51.100.1",
              WAN4 + "lease_time=120",
              WAN4 + "dhcp_state=bound",
              "DHCPCV4_ENABLE_1="),
          names);
      assertTrue(
          Lab.lines(heard).stream().anyMatch(l -> l.matches(WAN4 + "start_time=[1-9][0-9]*")));
    }
  }

  /** A program in the place of RDK-B's, which notes what it is told. */
  private static Path listener(Lab lab) throws IOException {
    Path heard = lab.folder().resolve("heard");
    Path tool =
        Files.writeString(
            lab.folder().resolve("sysevent"),
            "#!/bin/sh\n[ \"$1\" = set ] && printf '%s=%s\\n' \"$2\" \"$3\" >> " + heard + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    lab.with("systemEvents=sysevent").with("systemEvents.tool=" + tool);
    return heard;
  }

  private static void awaitFile(Path file, String wanted) {
    Lab.within(10).until(() -> Files.exists(file) && Files.readString(file).equals(wanted));
  }
}
