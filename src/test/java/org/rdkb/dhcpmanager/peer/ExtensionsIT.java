package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.extension.host.ExtensionJar;

/** Extensions in a real manager, looked at from the server, the bus and the disk. */
class ExtensionsIT {
  private static final String CONDITION = "Device.DHCPv4.X_DHCPMGR_Extensions";

  @Test
  void examples_refuseASet_sendAnOption_addToTheLease()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("extend")) {
      Path jars = Files.createDirectory(lab.folder().resolve("jars"));
      ExtensionJar.ofExamples(
          jars.resolve("examples.jar"), "SendVendorClass", "RequireResolver", "JudgeLeases");
      lab.with("extensions.folder=" + jars).startServer();
      lab.ready();
      String resolver = optionRow(lab, "6");
      lab.set(resolver + "Enable", "false");
      BusException refused = assertThrows(BusException.class, () -> lab.enable(Lab.ROW));
      assertEquals("extension require-resolver: option 6 has to be requested", refused.reason());
      assertEquals("false", lab.get(Lab.ROW + "Enable"));

      lab.set(resolver + "Enable", "true");
      lab.bind(Lab.ROW);
      assertTrue(lab.serverLines("vendor class: example-gateway") > 0);
      assertEquals("198.51.100.1,203.0.113.53,192.0.2.53", lab.get(Lab.ROW + "DNSServers"));
      Lab.within(5).until(lab::isStored);
      assertTrue(
          Files.readString(lab.folder().resolve("state/dhcpLease_1_v4")).contains("192.0.2.53"));
      String condition = lab.get(CONDITION);
      assertTrue(condition.contains("judge-leases: in use (calls 1"), condition);

      // What they have sent is part of what a client is started with: it is taken over with it.
      List<Long> clients = lab.clients();
      lab.killManager();
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      assertEquals(clients, lab.clients());
    }
  }

  /** It never answers; the row is served all the same, and status says who was cut off. */
  @Test
  void extensionThatHangs_isCutOffAndNamed_theRowIsServed() throws BusException, IOException {
    try (Lab lab = Lab.make("exthang")) {
      Path jars = Files.createDirectory(lab.folder().resolve("jars"));
      ExtensionJar.of(
          jars.resolve("a.jar"),
          "Hanging",
          "  public Judgement judge(RowId r, Grant g) { while (true) { Thread.onSpinWait(); } }\n");
      lab.with("extensions.folder=" + jars).startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.addresses().contains("inet "));
      assertEquals(
          "Hanging: cut off, judge took longer than 500 ms (calls 1, faults 0, missed 0)",
          lab.get(CONDITION).replaceAll("calls \\d+", "calls 1"));
      lab.set(Lab.ROW + "Renew", "true");
      Lab.within(5).until(() -> lab.serverLines("DHCPACK") > 1);
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
    }
  }

  /** The path of the row's ReqOption of a code. */
  private static String optionRow(Lab lab, String code) throws BusException {
    String table = Lab.ROW + "ReqOption.";
    return lab.bus().rows(table).stream()
        .map(row -> table + row.instance() + ".")
        .filter(row -> lab.get(row + "Tag").equals(code))
        .findFirst()
        .orElseThrow();
  }
}
