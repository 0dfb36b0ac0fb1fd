package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** A manager that dies or stops leaves its clients alone and takes them over again. */
class RecoveryIT {

  @ParameterizedTest
  @MethodSource("org.rdkb.dhcpmanager.peer.Clients#v4")
  void killedManager_adoptsTheClient_noPacket_noFlap(String client)
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("recover" + client.charAt(0)).with("dhcpv4.client=" + client)) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      // Killed earlier, the lease would come from the spool: as right, but applied once more.
      Lab.within(5).until(lab::isStored);
      String address = lab.get(Lab.ROW + "IPAddress");
      List<Long> clients = lab.clients();
      int packets = Lab.lines(lab.serverLog()).size();
      Process flaps =
          lab.topology.start(
              lab.topology.inGateway("ip", "-4", "monitor", "address", "route"),
              lab.folder().resolve("flaps"));

      lab.killManager();
      assertEquals(clients, lab.clients());
      lab.ready();

      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertEquals("Enabled", lab.get(Lab.ROW + "Status"));
      assertTrue(Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining")) > 60);
      assertEquals(clients, lab.clients());
      assertEquals(packets, Lab.lines(lab.serverLog()).size());
      assertEquals(List.of(), Lab.lines(lab.folder().resolve("flaps")));
      flaps.destroy();

      // It is ours again: its end is seen and mended.
      ProcessHandle.of(clients.get(0)).orElseThrow().destroyForcibly();
      Lab.within(5).until(() -> lab.clients().size() == 1 && !lab.clients().equals(clients));
      lab.awaitValue(Lab.ROW + "X_DHCPMGR_Restarts", "1", 5);
    }
  }

  @Test
  void addressThatWentWhileNobodyWasHere_isPutBack_noPacket()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("putback")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      String address = lab.get(Lab.ROW + "IPAddress");
      int packets = Lab.lines(lab.serverLog()).size();
      lab.killManager();
      lab.run("ip", "-4", "address", "flush", "dev", Topology.WAN);
      assertEquals("", lab.addresses());
      lab.ready();
      Lab.within(5).until(() -> lab.addresses().contains("inet " + address + "/"));
      Lab.within(5).until(() -> lab.routes().contains("default via"));
      assertEquals(packets, Lab.lines(lab.serverLog()).size());
      lab.awaitValue(Lab.ROW + "Status", "Enabled", 5);
    }
  }

  /** The renewal of a client that had nobody to tell counts from when it took place. */
  @Test
  void renewalWhileNobodyWasHere_isAsOldAsItIs()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("aged")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      int fresh = Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining"));
      lab.killManager();
      Path spool = lab.folder().resolve("run/spool/v4-1");
      lab.run("busybox", "kill", "-USR1", Long.toString(lab.clients().get(0)));
      Lab.within(5).until(() -> !waiting(spool).isEmpty());
      Path told = spool.resolve(waiting(spool).get(0));
      Instant early = Instant.now().minusSeconds(45);
      Files.setLastModifiedTime(told, FileTime.from(early));
      // What is told is no older than the lease that is held, and that one is some seconds old.
      Files.delete(lab.folder().resolve("state/dhcpLease_1_v4"));
      Files.deleteIfExists(lab.folder().resolve("state/dhcpLease_1_v4.previous"));

      lab.ready();
      Lab.within(5).until(() -> !Files.exists(told));
      int left = Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining"));
      assertTrue(left > 30 && left <= fresh - 40, left + " s of " + fresh);
      Matcher valid = Pattern.compile("valid_lft (\\d+)sec").matcher(lab.addresses());
      assertTrue(valid.find(), lab.addresses());
      assertTrue(Integer.parseInt(valid.group(1)) <= fresh - 40, lab.addresses());
    }
  }

  @Test
  void sigterm_stopsInOrderWithinTwoSeconds_andKeepsTheClient()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("stop")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      List<Long> clients = lab.clients();
      long begun = System.nanoTime();
      lab.manager().destroy();
      assertTrue(lab.manager().waitFor(5, TimeUnit.SECONDS));
      assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(2), "slow stop");
      assertEquals(0, lab.manager().exitValue());
      assertEquals(clients, lab.clients());
      assertTrue(Lab.lines(lab.managerLog()).stream().anyMatch(l -> l.contains("CLIENTS-KEPT")));
    }
  }

  @Test
  void secondSignal_endsAtOnce_whateverTheFirstStillWaitsFor()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("twicerec")) {
      Path deaf = lab.folder().resolve("udhcpc");
      Files.writeString(deaf, "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 1; done\n");
      Files.setPosixFilePermissions(deaf, PosixFilePermissions.fromString("rwxr-xr-x"));
      lab.with("clients.onStop=stop").with("udhcpc.path=" + deaf).ready();
      lab.enable(Lab.ROW);
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Selecting", 5);
      lab.signalManager("INT");
      Lab.within(2)
          .until(() -> Lab.lines(lab.managerLog()).stream().anyMatch(l -> l.contains("STOPPING")));
      lab.signalManager("TERM");
      assertTrue(lab.manager().waitFor(5, TimeUnit.SECONDS));
      assertEquals(130, lab.manager().exitValue());
    }
  }

  @Test
  void clientsOnStop_stop_endsThemWithoutARelease()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("stopall").with("clients.onStop=stop")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      lab.manager().destroy();
      assertTrue(lab.manager().waitFor(10, TimeUnit.SECONDS));
      assertEquals(List.of(), lab.clients());
      assertEquals(0, lab.serverLines("DHCPRELEASE"));
    }
  }

  /** As if we had been killed between the deletion of a row and the end of its client. */
  @Test
  void deletedRowWhoseClientLives_isEndedAtTheNextStart()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("orphan")) {
      lab.startServer();
      lab.ready();
      Path rows = lab.folder().resolve("state/rows");
      Path without = Files.copy(rows, lab.folder().resolve("without"));
      String row = "Device.DHCPv4.Client." + lab.bus().addRow("Device.DHCPv4.Client.", "") + ".";
      lab.bind(row);
      Path lease = lab.folder().resolve("state/dhcpLease_2_v4");
      Lab.within(5).until(() -> Files.exists(lease) && lab.addresses().contains("inet "));
      lab.killManager();
      assertEquals(1, lab.clients().size());

      Files.copy(without, rows, StandardCopyOption.REPLACE_EXISTING);
      lab.ready();

      Lab.within(5).until(() -> lab.clients().isEmpty() && !lab.addresses().contains("inet "));
      Lab.within(5).until(() -> !Files.exists(lease));
      Lab.within(5).until(() -> !Files.exists(lab.folder().resolve("run/v4-2")));
      lab.awaitValue("Device.DHCPv4.ClientNumberOfEntries", "1", 5);
    }
  }

  private static List<String> waiting(Path spool) {
    String[] names = spool.toFile().list((folder, name) -> name.matches("\\d+"));
    return names == null ? List.of() : List.of(names);
  }
}
