package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** A bound row whose interface or link changes under it. */
class RowChangeIT {

  @Test
  void interfaceChangedWhileBound_oldAddressGoes_newOneIsBound_oneClient()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("move")) {
      lab.addCable("wan1", "uplink1");
      lab.startRogue("--lease", "3600");
      lab.startRogue(
          "--interface",
          "uplink1",
          "--address",
          "203.0.113.77",
          "--server",
          "203.0.113.1",
          "--router",
          "203.0.113.1",
          "--lease",
          "3600");
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.addresses().contains("198.51.100.77/24"));

      lab.set(Lab.ROW + "Interface", "wan1");
      lab.awaitValue(Lab.ROW + "IPAddress", "203.0.113.77", 20);
      Lab.within(5).until(() -> lab.addresses("wan1").contains("203.0.113.77/24"));
      assertFalse(lab.addresses().contains("inet "));
      assertFalse(lab.routes().contains("198.51.100."), lab.routes());
      assertEquals(1, lab.clients().size());
      assertEquals(lab.clients(), lab.clientsOn("wan1"));
      Lab.within(5).until(() -> lab.messageTypes(Lab.ROW).size() >= 6);
      assertEquals(List.of(0L, 3L, 4L, 1L, 0L, 3L), lab.messageTypes(Lab.ROW));
      assertEquals(
          List.of("wan0", "wan0", "wan0", "wan0", "wan1", "wan1"),
          lab.events.stream()
              .map(event -> ((BusValue.Text) event.data().value("IfName").orElseThrow()).value())
              .toList());
    }
  }

  @Test
  void secondRowOnTheSameInterface_isRefusedNamingTheParameter()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("twice").ready()) {
      lab.set(Lab.ROW + "Interface", Topology.WAN);
      String second = Lab.CLIENTS + lab.bus().addRow(Lab.CLIENTS, "") + ".";
      BusException refused =
          assertThrows(
              BusException.class,
              () -> lab.set(second + "Enable", "true", second + "Interface", Topology.WAN));
      assertEquals(BusError.INVALID_PARAMETER_VALUE, refused.error());
      assertEquals(second + "Interface", refused.element());
      assertTrue(refused.reason().contains("R1"), refused.reason());
      assertEquals("", lab.get(second + "Interface"));
      assertEquals("false", lab.get(second + "Enable"));
    }
  }

  /** Down by the operator's hand, and down because the other end is. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void linkDownWhileBound_keepsTheLeaseAndSaysWhy_upAgainRenewsAtOnce(boolean byHand)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("cable")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> lab.routes().contains("default"));
      String address = lab.get(Lab.ROW + "IPAddress");
      List<Long> clients = lab.clients();
      long answered = lab.serverLines("DHCPACK");
      List<String> end =
          byHand
              ? lab.topology.inGateway("ip", "link", "set", Topology.WAN, "down")
              : lab.topology.inIsp("ip", "link", "set", Topology.UPLINK, "down");

      lab.topology.run(end);
      lab.awaitValue(Lab.ROW + "Status", "Error", 5);
      assertTrue(lab.get(Lab.ROW + "X_DHCPMGR_LastError").contains("link of wan0 is down"));
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertTrue(lab.addresses().contains(address));
      assertNotEquals("0", lab.get(Lab.ROW + "LeaseTimeRemaining"));
      assertEquals(answered, lab.serverLines("DHCPACK"));

      lab.topology.run(end.stream().map(word -> word.equals("down") ? "up" : word).toList());
      lab.awaitValue(Lab.ROW + "Status", "Enabled", 5);
      Lab.within(10).until(() -> lab.serverLines("DHCPACK") > answered);
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertEquals(clients, lab.clients());
      Lab.within(5).until(() -> lab.routes().contains("default"));
      Lab.within(5).until(() -> lab.routes().contains("203.0.113.0/24"));
    }
  }
}
