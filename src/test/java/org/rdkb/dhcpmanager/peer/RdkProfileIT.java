package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** {@code profile=rdk}: what a drop-in for RDK-B has to keep, as WAN Manager sees it. */
class RdkProfileIT {

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void enable_whileInterfaceIsEmpty_isRefused(String wanted)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("rdkno").with("profile=rdk").ready()) {
      BusException refused =
          assertThrows(BusException.class, () -> lab.set(Lab.ROW + "Enable", wanted));
      assertEquals(BusError.INVALID_PARAMETER_VALUE, refused.error());
      assertEquals(Lab.ROW + "Enable", refused.element());
      assertEquals("false", lab.get(Lab.ROW + "Enable"));
      assertEquals("0.0.0.0", lab.get(Lab.ROW + "IPAddress"));
      assertEquals("0.0.0.0", lab.get(Lab.ROW + "SubnetMask"));
    }
  }

  @Test
  void lease_setsTheAddressOnly_andTellsWanManagerInItsOrder()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("rdk")) {
      Path resolver = lab.folder().resolve("resolv.conf");
      lab.with("profile=rdk").with("resolver.write=true").with("resolver.file=" + resolver);
      lab.startServer();
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      // As WAN Manager does: one parameter after the other.
      lab.set(Lab.ROW + "Interface", Topology.WAN);
      lab.set(Lab.ROW + "Enable", "true");
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      String address = lab.get(Lab.ROW + "IPAddress");
      Lab.within(5).until(() -> lab.addresses().contains(" " + address + "/24 "));
      Lab.within(5).until(lab::isStored);
      assertFalse(lab.routes().contains("default"), lab.routes());
      assertFalse(lab.routes().contains("203.0.113.0"), lab.routes());
      assertFalse(Files.exists(resolver));

      // An automatic restart is announced, a kept lease is not lost.
      List<Long> before = lab.clients();
      ProcessHandle.of(before.get(0)).orElseThrow().destroyForcibly();
      Lab.within(10).until(() -> lab.messageTypes(Lab.ROW).equals(List.of(0L, 3L, 0L, 5L)));

      // On a stop the lease goes before the client is told of.
      lab.set(Lab.ROW + "Enable", "false");
      Lab.within(10).until(() -> lab.messageTypes(Lab.ROW).equals(List.of(0L, 3L, 0L, 5L, 4L, 1L)));
      assertEquals("0.0.0.0", lab.get(Lab.ROW + "IPAddress"));
      Lab.within(5).until(() -> !lab.addresses().contains("inet "));

      // Nothing is said of a row that does not run; triggers on it succeed.
      lab.set(Lab.ROW + "Enable", "false");
      lab.set(Lab.ROW + "X_RDK_Restart", "true");
      lab.set(Lab.ROW + "X_RDK_Release", "true");
      lab.set(Lab.ROW + "Enable", "true");
      Lab.within(20).until(() -> lab.messageTypes(Lab.ROW).size() >= 8);
      assertEquals(List.of(0L, 3L, 0L, 5L, 4L, 1L, 0L, 3L), lab.messageTypes(Lab.ROW));
    }
  }
}
