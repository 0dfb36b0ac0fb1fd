package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** The main job, with each real client and a real dnsmasq, asserted on the other side. */
class FirstLeaseIT {

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v4")
  void row_addedAndEnabled_getsALease_renews_releases_andGoes(String client)
      throws BusException, IOException {
    try (Lab lab = Lab.make("first" + client.charAt(0)).with("dhcpv4.client=" + client)) {
      lab.startServer();
      lab.ready();
      int instance = lab.bus().addRow(Lab.CLIENTS, "");
      String row = Lab.CLIENTS + instance + ".";
      lab.subscribe(row + "Events");
      lab.bind(row);

      String address = lab.get(row + "IPAddress");
      assertEquals(1, lab.serverLines("DHCPACK(" + Topology.UPLINK + ") " + address));
      Lab.within(5).until(() -> lab.addresses().contains(" " + address + "/24 "));
      Lab.within(5).until(() -> lab.routes().contains("proto dhcp"));
      Lab.within(5).until(() -> lab.messageTypes(row).equals(List.of(0L, 3L)));
      BusValue.Bytes lease =
          (BusValue.Bytes) lab.events.get(1).data().value("LeaseInfo").orElseThrow();
      assertEquals(884, lease.value().length());

      BusObject seen = lab.bus().invoke(row + "X_DHCPMGR_Diagnose()", BusObject.EMPTY);
      for (String layer : List.of("Link", "Server", "Address", "Gateway", "Bus")) {
        assertEquals(Optional.of(BusValue.text("Good")), seen.value(layer), seen.toString());
      }
      assertEquals("1", lab.get(row + "Stats.ACK"));
      assertEquals("1", lab.get(row + "X_DHCPMGR_Performance.Acquisitions"));

      lab.set(row + "Renew", "true");
      Lab.within(10)
          .until(() -> lab.serverLines("DHCPACK(" + Topology.UPLINK + ") " + address) >= 2);
      Lab.within(5).until(() -> lab.messageTypes(row).equals(List.of(0L, 3L, 5L)));
      assertEquals("false", lab.get(row + "Renew"));
      assertEquals("2", lab.get(row + "Stats.ACK"));
      lab.bus().invoke(row + "Stats.Reset()", BusObject.EMPTY);
      lab.awaitValue(row + "Stats.ACK", "0", 5);

      lab.set(row + "X_RDK_Release", "true");
      Lab.within(10).until(() -> lab.serverLines("DHCPRELEASE") == 1);
      assertEquals("1", lab.get(row + "Stats.Release"));
      lab.awaitValue(row + "DHCPStatus", "Init", 5);
      Lab.within(5).until(() -> lab.clients().isEmpty());
      Lab.within(2).until(() -> lab.helpers().isEmpty());
      Lab.within(2).until(() -> !lab.addresses().contains(address));
      assertFalse(lab.routes().contains("proto dhcp"));
      assertEquals("true", lab.get(row + "Enable"));
      Lab.within(5).until(() -> lab.messageTypes(row).equals(List.of(0L, 3L, 5L, 4L, 1L)));

      lab.set(row + "X_RDK_Restart", "true");
      lab.awaitValue(row + "DHCPStatus", "Bound", 20);
      lab.bus().deleteRow(row);
      Lab.within(5).until(() -> lab.clients().isEmpty());
      Lab.within(5).until(() -> !lab.addresses().contains("inet "));
      assertTrue(lab.bus().rows(Lab.CLIENTS).stream().noneMatch(r -> r.instance() == instance));
    }
  }
}
