package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.linux.NotifyReceiver;
import org.rdkb.dhcpmanager.rdk.UnitFile;

/** The manager as its unit starts it: with those rights and no others, and heard by systemd. */
@NeedsMountedRoot
class ServiceIT {
  private static final String ROW6 = "Device.DHCPv6.Client.1.";

  @TempDir private Path folder;

  @Test
  void rightsOfTheUnit_areEnoughForLeasesOfBothFamilies_andSystemdHearsOfIt()
      throws BusException, IOException, InterruptedException {
    String socket = folder.resolve("notify").toString();
    try (NotifyReceiver systemd = NotifyReceiver.bind(socket);
        Lab lab = Lab.make("service").with("client.user=61185")) {
      lab.by("env", "NOTIFY_SOCKET=" + socket, "WATCHDOG_USEC=1000000");
      lab.by("setpriv", "--bounding-set=" + rights(), "--no-new-privs");
      lab.startServer();
      lab.startKea6("");
      lab.ready();
      Lab.within(5).until(() -> systemd.count("READY=1") == 1);

      lab.bind(Lab.ROW);
      lab.enable(ROW6);
      lab.awaitValue(ROW6 + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      Lab.within(15).until(() -> systemd.count("STATUS=2 rows, 2 with a lease") == 1);
      long alive = systemd.count("WATCHDOG=1");
      Lab.within(10).until(() -> systemd.count("WATCHDOG=1") > alive + 1);

      lab.signalManager("HUP");
      Lab.within(5).until(() -> systemd.count("READY=1") == 2);
      assertEquals(1, systemd.count("RELOADING=1"));

      List<Long> clients = lab.clients();
      lab.signalManager("TERM");
      assertTrue(lab.manager().waitFor(10, TimeUnit.SECONDS));
      assertEquals(0, lab.manager().exitValue());
      assertEquals(1, systemd.count("STOPPING=1"));
      assertEquals(clients, lab.clients(), "they outlive it, and are adopted");
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      assertEquals(clients, lab.clients());
      lab.set(Lab.ROW + "Enable", "false", ROW6 + "Enable", "false");
      Lab.within(10).until(() -> lab.clients().isEmpty());
    }
  }

  /** As setpriv has it: nothing, and then what the unit leaves. */
  private static String rights() throws IOException {
    return UnitFile.read(UnitFile.MANAGER).words("CapabilityBoundingSet").stream()
        .map(name -> "+" + name.substring("CAP_".length()).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(",", "-all,", ""));
  }
}
