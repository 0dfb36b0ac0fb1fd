package org.rdkb.dhcpmanager.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusPlaceTest {
  @TempDir private Path folder;

  @Test
  void resolve_optionThenEnvironmentThenFileThenUsual() throws IOException {
    Path file = Files.writeString(folder.resolve("rbus_client.conf"), "\n tcp://192.0.2.1:10001 x");
    Map<String, String> environment = Map.of("DHCPMGR_BUS", "unix:///e");
    assertEquals("unix:///o", BusPlace.resolve(Optional.of("unix:///o"), environment, file));
    assertEquals("unix:///e", BusPlace.resolve(Optional.empty(), environment, file));
    assertEquals("tcp://192.0.2.1:10001", BusPlace.resolve(Optional.empty(), Map.of(), file));
    Files.writeString(file, " \n");
    assertEquals(BusPlace.USUAL, BusPlace.resolve(Optional.empty(), Map.of(), file));
    assertEquals(
        BusPlace.USUAL,
        BusPlace.resolve(Optional.empty(), Map.of("DHCPMGR_BUS", " "), folder.resolve("none")));
  }
}
