package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/** What the operator or the machine gets wrong: a clear word, nothing changed, nothing lost. */
class BadInputIT {

  @Test
  void unknownInterface_isMisconfigured_untilItAppears()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("nolink")) {
      lab.startServer();
      lab.ready();
      lab.set(Lab.ROW + "Interface", "wan9", Lab.ROW + "Enable", "true");
      lab.awaitValue(Lab.ROW + "Status", "Error_Misconfigured", 5);
      assertTrue(lab.get(Lab.ROW + "X_DHCPMGR_LastError").contains("wan9"));
      lab.run("ip", "link", "set", "wan0", "down");
      lab.run("ip", "link", "set", "wan0", "name", "wan9");
      lab.awaitValue(Lab.ROW + "Status", "Error", 5);
      lab.run("ip", "link", "set", "wan9", "up");
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
    }
  }

  @Test
  void oneBadValueOfTwo_changesNothingAndNamesTheParameter()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("bad").ready()) {
      BusException refused =
          assertThrows(
              BusException.class,
              () -> lab.set(Lab.ROW + "Interface", "wan0", Lab.ROW + "Enable", "perhaps"));
      assertEquals(Lab.ROW + "Enable", refused.element());
      assertEquals("", lab.get(Lab.ROW + "Interface"));
    }
  }

  @Test
  void noUdhcpc_saysSo_andStartsWhenItAppears()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("noprog")) {
      Path program = lab.folder().resolve("udhcpc");
      lab.with("udhcpc.path=" + program).startServer();
      lab.ready();
      lab.enable(Lab.ROW);
      lab.awaitValue(Lab.ROW + "Status", "Error", 5);
      assertTrue(lab.get(Lab.ROW + "X_DHCPMGR_LastError").contains("not installed"));
      assertTrue(lab.get(Lab.ROW + "X_DHCPMGR_Faults").contains(" critical="));
      assertFalse(lab.get(Lab.ROW + "X_DHCPMGR_Faults").contains(" critical=0"));
      Files.createSymbolicLink(program, Path.of("/usr/sbin/udhcpc"));
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 30);
    }
  }

  @Test
  void monitorPortTaken_namesTheOwner_andExits()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("port")) {
      lab.topology.start(
          lab.topology.inGateway("nc", "-lk", "127.0.0.1", "50324"), lab.folder().resolve("nc"));
      Lab.within(5).until(() -> lab.run("ss", "-ltn").contains("50324"));
      Process manager = lab.startManager();
      assertTrue(manager.waitFor(20, TimeUnit.SECONDS));
      assertNotEquals(0, manager.exitValue());
      assertTrue(
          Lab.lines(lab.managerLog()).stream()
              .anyMatch(l -> l.contains("50324") && l.contains("nc")));
    }
  }

  @Test
  void brokenSettings_nameLineAndKey() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("settings").with("monitor.adress=tcp://127.0.0.1:1")) {
      Process manager = lab.startManager();
      assertTrue(manager.waitFor(20, TimeUnit.SECONDS));
      assertNotEquals(0, manager.exitValue());
      assertTrue(
          Lab.lines(lab.managerLog()).stream()
              .anyMatch(l -> l.contains(":2: monitor.adress: unknown key")));
    }
  }

  @Test
  void sighup_badFileKeepsTheOldOne_goodOneIsApplied()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("reload").ready()) {
      Path file = lab.folder().resolve("dhcpmgr.properties");
      Files.write(file, List.of("clients.onStop=perhaps"));
      lab.signalManager("HUP");
      Lab.within(5)
          .until(
              () ->
                  Lab.lines(lab.managerLog()).stream()
                      .anyMatch(l -> l.contains("SETTINGS-KEPT") && l.contains(":1:")));
      Files.write(file, List.of("interface.Device.IP.Interface.1=wan0"));
      lab.signalManager("HUP");
      Lab.within(5)
          .until(
              () ->
                  Lab.lines(lab.managerLog()).stream()
                      .anyMatch(l -> l.contains("SETTINGS-APPLIED key=interface")));
      lab.startServer();
      lab.set(Lab.ROW + "Interface", "Device.IP.Interface.1", Lab.ROW + "Enable", "true");
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
    }
  }

  @Test
  void clientThatExitsAtOnce_backsOffWithItsReason_enableStays()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("loop")) {
      Path program = lab.folder().resolve("udhcpc");
      Files.writeString(program, "#!/bin/sh\necho broken on purpose\nexit 3\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      lab.with("udhcpc.path=" + program).ready();
      lab.enable(Lab.ROW);
      lab.awaitValue(Lab.ROW + "Status", "Error", 5);
      assertTrue(lab.get(Lab.ROW + "X_DHCPMGR_LastError").contains("3"));
      String faults = lab.get(Lab.ROW + "X_DHCPMGR_Faults");
      assertTrue(faults.matches("process=[2-9] .* critical=0 escalated=0"), faults);
      assertEquals("true", lab.get(Lab.ROW + "Enable"));
    }
  }
}
