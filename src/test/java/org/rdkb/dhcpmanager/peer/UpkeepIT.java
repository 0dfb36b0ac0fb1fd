package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/** What is left of rows that are gone does not stay. */
class UpkeepIT {

  @Test
  void deletedRow_leavesNoFile_andWhatBelongsToNobodyGoes()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("upkeep").with("store.cleanupInterval=5")) {
      lab.startServer();
      lab.ready();
      Path state = lab.folder().resolve("state");
      Path run = lab.folder().resolve("run");

      String row = "Device.DHCPv4.Client." + lab.bus().addRow("Device.DHCPv4.Client.", "") + ".";
      lab.bind(row);
      Path lease = state.resolve("dhcpLease_2_v4");
      lab.set(row + "Renew", "true");
      Lab.within(10).until(() -> Files.exists(state.resolve("dhcpLease_2_v4.previous")));
      lab.bus().deleteRow(row);
      List<Path> itsOwn =
          List.of(
              lease,
              state.resolve("dhcpLease_2_v4.previous"),
              run.resolve("v4-2"),
              run.resolve("spool/v4-2"));
      Lab.within(5).until(() -> itsOwn.stream().noneMatch(Files::exists));

      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      Path fresh = Files.createFile(state.resolve("dhcpLease_1_v4.new"));
      List<Path> nobodys =
          List.of(
              Files.createFile(state.resolve("dhcpLease_99_v4")),
              Files.createFile(state.resolve("dhcpLease_98_v6.previous")),
              Files.createFile(Files.createDirectory(run.resolve("v4-97")).resolve("pid")),
              Files.createDirectory(run.resolve("spool/v6-96")),
              Files.createFile(state.resolve("dhcpLease_7_v4.new")));
      Files.setLastModifiedTime(
          nobodys.get(4), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
      Lab.within(15).until(() -> nobodys.stream().noneMatch(Files::exists));
      assertTrue(Files.exists(state.resolve("dhcpLease_1_v4")));
      assertTrue(Files.exists(run.resolve("spool/v4-1")));
      assertTrue(Files.exists(fresh)); // it may be in the writing
      assertEquals("Bound", lab.get(Lab.ROW + "DHCPStatus"));
      assertTrue(
          Lab.lines(lab.managerLog()).stream()
              .anyMatch(line -> line.contains("ROW-FILES-REMOVED rows=[")));
    }
  }
}
