package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

class BusChoiceTest {
  private static final PeerName NAME = new PeerName("probe.choice", "probe");

  @TempDir private Path folder;

  private Bus open(String mode) throws IOException, BusException, SettingsException {
    Settings settings =
        SettingsFile.parse("file", "bus.library=librbus-nowhere.so.0\nbus.mode=" + mode);
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    return BusChoice.open(settings, address, NAME, new ProbeProvider());
  }

  @Test
  void auto_withoutLibrary_isEmbedded() throws Exception {
    try (Bus bus = open("auto")) {
      assertTrue(Files.exists(folder.resolve("bus")));
      assertEquals(1, bus.get(List.of(ProbeProvider.ROOT + "Int")).size());
    }
  }

  @Test
  void librbus_withoutLibrary_isRefusedWithTheReason() {
    IOException refused = assertThrows(IOException.class, () -> open("librbus"));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("librbus-nowhere"), refused::getMessage);
    assertFalse(Files.exists(folder.resolve("bus")));
  }
}
