package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * T27 with Kea: a lease renews by itself; a silent server lets it pass through T1 and T2 to its
 * end.
 */
class LeaseLifeIT {

  @Test
  void bound_renewsAtT1_thenServerSilent_renewing_rebinding_expired()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("life")) {
      lab.startKea();
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      lab.subscribe(Lab.ROW + "DHCPStatus");
      lab.bind(Lab.ROW);
      Lab.within(5).until(() -> mtu(lab).contains("mtu 1400"));
      Lab.within(5).until(() -> lab.messageTypes(Lab.ROW).equals(List.of(0L, 3L)));

      // udhcpc 1.35 asks first when three quarters of a lease this short have gone.
      Lab.within(19).until(() -> lab.messageTypes(Lab.ROW).contains(5L));
      assertTrue(Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining")) > 14);
      assertTrue(lab.addresses().contains("inet "));

      lab.stopServers();
      Lab.within(30).until(() -> !lab.addresses().contains("inet "));
      assertFalse(lab.routes().contains("proto dhcp"));
      Lab.within(5).until(() -> mtu(lab).contains("mtu 1500"));
      assertEquals("", lab.get(Lab.ROW + "IPAddress"));
      List<String> course = List.of("Renewing", "Rebinding", "Selecting");
      Lab.within(5).until(() -> lastThree(statuses(lab)).equals(course));
      List<Long> types = lab.messageTypes(Lab.ROW);
      assertEquals(4L, types.get(types.size() - 1));
      assertEquals(1, lab.clients().size());
    }
  }

  /** The values that subscribers of DHCPStatus were told, in order. */
  private static List<String> statuses(Lab lab) {
    return lab.events.stream()
        .filter(event -> event.type() == ReceivedEvent.Type.VALUE_CHANGED)
        .flatMap(event -> event.data().value("value").stream())
        .map(value -> ((BusValue.Text) value).value())
        .toList();
  }

  private static String mtu(Lab lab) {
    return lab.run("ip", "link", "show", "dev", Topology.WAN);
  }

  private static List<String> lastThree(List<String> all) {
    return all.subList(Math.max(0, all.size() - 3), all.size());
  }
}
