package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** The verbs of a row, from the command line to the server's log. */
class RowVerbsIT {

  @Test
  void verbs_reachTheServer() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("verbs")) {
      lab.startServer();
      lab.ready();
      lab.set(Lab.ROW + "Interface", Topology.WAN);
      assertEquals("enable " + Lab.ROW, verb(lab, "enable", "Device.DHCPv4.Client.1"));
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      long acks = lab.serverLines("DHCPACK");
      verb(lab, "renew", Lab.ROW);
      Lab.within(10).until(() -> lab.serverLines("DHCPACK") > acks);
      long client = lab.clients().get(0);
      verb(lab, "restart", Lab.ROW);
      Lab.within(10).until(() -> !lab.clients().isEmpty() && !lab.clients().contains(client));
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      verb(lab, "release", Lab.ROW);
      Lab.within(10).until(() -> lab.serverLines("DHCPRELEASE") == 1);
      Lab.within(10).until(() -> !lab.addresses().contains("inet "));
      verb(lab, "disable", Lab.ROW);
      assertEquals("false", lab.get(Lab.ROW + "Enable"));
      UncheckedIOException refused =
          assertThrows(UncheckedIOException.class, () -> verb(lab, "renew", Lab.ROW));
      assertTrue(String.valueOf(refused.getMessage()).contains(Lab.ROW), refused.getMessage());
      assertFalse(lab.addresses().contains("inet "));
    }
  }

  /** The program itself, as a process of its own. */
  private static String verb(Lab lab, String verb, String row) {
    return lab.run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Ddhcpmgr.home=" + Path.of("").toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.rdkb.dhcpmanager.Main",
            "--bus",
            lab.address().toString(),
            verb,
            row)
        .strip();
  }
}
