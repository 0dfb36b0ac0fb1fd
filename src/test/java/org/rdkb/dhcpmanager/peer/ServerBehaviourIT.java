package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusException;

/** Servers that are late, silent, hostile or broken; T24 to T27. */
class ServerBehaviourIT {

  @Test
  void noServer_staysSelectingShowsAttempts_andBindsWhenOneAppears()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("late").ready()) {
      lab.enable(Lab.ROW);
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Selecting", 5);
      Lab.within(30).until(() -> Integer.parseInt(lab.get(Lab.ROW + "X_DHCPMGR_Attempts")) >= 1);
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
      assertTrue(lab.get(Lab.ROW + "X_DHCPMGR_ClientOutput").contains("broadcasting discover"));
      lab.startServer();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 30);
    }
  }

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v4")
  void leaseEnds_serverSilent_addressAndRoutesGoAtOnce(String client)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("expire" + client.charAt(0)).with("dhcpv4.client=" + client)) {
      lab.startRogue("--mode", "normal", "--lease", "8");
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.addresses().contains("inet "));
      lab.stopServers();
      Lab.within(20).until(() -> !lab.addresses().contains("inet "));
      assertFalse(lab.routes().contains("proto dhcp"));
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Selecting", 2);
      assertEquals("", lab.get(Lab.ROW + "IPAddress"));
      assertEquals("0", lab.get(Lab.ROW + "LeaseTimeRemaining"));
      Lab.within(5).until(() -> lab.messageTypes(Lab.ROW).contains(4L));
    }
  }

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v4")
  void nakOnRenewal_addressAndRoutesGoAtOnce_rowSelectsWithTheReason(String client)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("naklate" + client.charAt(0)).with("dhcpv4.client=" + client)) {
      // A NAK is broadcast, and dhcpcd hears only what comes to its address until it rebinds at T2.
      boolean heardAtOnce = client.equals("udhcpc");
      String t2 = heardAtOnce ? "3000" : "8";
      lab.startRogue("--mode", "normal", "--lease", "3600", "--t1", "6", "--t2", t2);
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.routes().contains("proto dhcp"));
      lab.stopServers();
      lab.startRogue("--mode", "nak-always");
      lab.set(Lab.ROW + "Renew", "true");
      Lab.within(10).until(() -> lab.serverLines("\"sent\": \"NAK\"") > 0);
      Lab.within(heardAtOnce ? 1 : 12).until(() -> !lab.addresses().contains("inet "));
      assertFalse(lab.routes().contains("proto dhcp"));
      assertEquals("Selecting", lab.get(Lab.ROW + "DHCPStatus"));
      assertEquals("", lab.get(Lab.ROW + "IPAddress"));
      // dhcpcd does not hand the words of a server over.
      String words = client.equals("udhcpc") ? ": no" : "";
      assertEquals("server answered NAK" + words, lab.get(Lab.ROW + "X_DHCPMGR_LastError"));
      assertTrue(lab.get(Lab.ROW + "X_DHCPMGR_Faults").matches(".* network=[1-9].*"));
      Lab.within(5).until(() -> lab.messageTypes(Lab.ROW).equals(List.of(0L, 3L, 4L)));
      assertEquals(1, lab.clients().size());
    }
  }

  @Test
  void hostNameThatUdhcpcRefuses_isNotTakenForBad()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("badname")) {
      String hostile = HexFormat.of().formatHex("-$(id) _".getBytes(StandardCharsets.UTF_8));
      lab.startRogue("--lease", "3600", "--option", "12=" + hostile, "--option", "15=" + hostile);
      lab.ready();
      int option = lab.bus().addRow(Lab.ROW + "ReqOption.", "");
      String path = Lab.ROW + "ReqOption." + option + ".";
      lab.set(path + "Tag", "12", path + "Enable", "true");
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      String stored = Files.readString(lab.folder().resolve("state/dhcpLease_1_v4"));
      assertTrue(stored.contains("\nhostName=\n"), stored);
      assertFalse(stored.contains("=bad\n"), stored);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lease0, --lease 0",
    "badmask, --mask 255.0.255.0",
    "nakalways, --mode nak-always",
    "multicast, --address 224.0.0.5"
  })
  void serverThatGrantsNothingUsable_leavesNoAddress_andSaysWhy(String name, String arguments)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make(name)) {
      lab.startRogue(arguments.split(" "));
      lab.ready();
      lab.enable(Lab.ROW);
      Lab.within(20).until(() -> !lab.get(Lab.ROW + "X_DHCPMGR_LastError").isEmpty());
      assertEquals("Selecting", lab.get(Lab.ROW + "DHCPStatus"));
      assertFalse(lab.addresses().contains("inet "));
      assertEquals(1, lab.clients().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "infinite, --lease infinite, -1",
    "t1t2, --lease 3600 --t1 3000 --t2 100, 3600",
    "nakother, --mode nak-from-other --lease 3600, 3600",
    "badrouter, --router 0.0.0.0 --lease 3600, 3600"
  })
  void strangeButUsableLease_isUsed(String name, String arguments, int remaining)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make(name)) {
      lab.startRogue(arguments.split(" "));
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.addresses().contains("inet "));
      int shown = Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining"));
      assertTrue(remaining < 0 ? shown == -1 : shown > 0 && shown <= remaining, "shows " + shown);
    }
  }

  @Test
  void leaseOfOneSecond_comesAndGoes_andLeavesNothing()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("second")) {
      lab.startRogue("--mode", "normal", "--lease", "1");
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      lab.enable(Lab.ROW);
      Lab.within(20).until(() -> lab.messageTypes(Lab.ROW).contains(3L));
      Lab.within(20).until(() -> lab.messageTypes(Lab.ROW).contains(4L));
      lab.stopServers();
      Lab.within(10).until(() -> !lab.addresses().contains("inet "));
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Selecting", 5);
      assertTrue(lab.manager().isAlive());
      assertEquals(1, lab.clients().size());
    }
  }

  @Test
  void hostileOptions_reachJavaAsData_andNothingElseHappens()
      throws BusException, IOException, InterruptedException {
    Path trap = Path.of("/tmp/dhcpmgr-pwned");
    Files.deleteIfExists(trap);
    try (Lab lab = Lab.make("hostile")) {
      lab.startRogue(
          "--mode",
          "hostile",
          "--lease",
          "3600",
          "--text",
          "x`touch " + trap + "`$(touch " + trap + ")';\"\\n<script>%n bad");
      lab.ready();
      for (int code : List.of(12, 14, 17, 18, 40, 43, 60, 64, 66, 67, 100, 101, 119, 125)) {
        int option = lab.bus().addRow(Lab.ROW + "ReqOption.", "");
        String path = Lab.ROW + "ReqOption." + option + ".";
        lab.set(path + "Tag", Integer.toString(code), path + "Enable", "true");
      }
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.addresses().contains("inet "));
      assertFalse(Files.exists(trap));
      assertTrue(lab.manager().isAlive());
      assertEquals(1, lab.clients().size());
    } finally {
      Files.deleteIfExists(trap);
    }
  }

  @Test
  void sentOptionOfABoundRow_restartsTheClientOnce_withoutRelease_sameAddress()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("options")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      String address = lab.get(Lab.ROW + "IPAddress");
      List<Long> before = lab.clients();
      int option = lab.bus().addRow(Lab.ROW + "SentOption.", "");
      String path = Lab.ROW + "SentOption." + option + ".";
      lab.set(path + "Tag", "60", path + "Value", "6d79436c617373", path + "Enable", "true");
      Lab.within(10).until(() -> lab.serverLines("vendor class: myClass") > 0);
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 10);
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertEquals(0, lab.serverLines("DHCPRELEASE"));
      List<Long> after = lab.clients();
      assertNotEquals(before, after);
      assertEquals(1, after.size());
      lab.set(path + "Value", "6d79436c617373");
      assertEquals(after, lab.clients());
      assertEquals(
          2,
          Lab.lines(lab.managerLog()).stream().filter(l -> l.contains("CLIENT-STARTED")).count());
    }
  }
}
