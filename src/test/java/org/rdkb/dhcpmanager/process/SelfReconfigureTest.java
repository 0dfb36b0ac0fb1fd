package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The RECONFIGURE that a dibbler-client on this machine is sent. */
class SelfReconfigureTest {
  @TempDir private Path folder;

  @Test
  void message_hasTheseBytes() throws IOException {
    Files.writeString(folder.resolve("client-duid"), "00:03:00:01:56:f9:4d:e8:b0:7f\n");
    SelfReconfigure told = SelfReconfigure.of(folder.resolve("client-duid"), "wan0");
    assertEquals("wan0", told.linuxInterface());
    assertEquals(
        // RECONFIGURE and transaction id 0 (RFC 8415 section 16.11)
        "0a000000"
            // the client's identifier, one of a server, and what to send: RENEW
            + "0001000a0003000156f94de8b07f"
            + "000200080003000000000000"
            + "0013000105",
        HexFormat.of().formatHex(told.message()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00:0", "$(reboot)"})
  void whatIsNoDuid_isAnErrorNamingTheFile(String text) throws IOException {
    Files.writeString(folder.resolve("client-duid"), text);
    IOException refused =
        assertThrows(
            IOException.class, () -> SelfReconfigure.of(folder.resolve("client-duid"), "wan0"));
    assertTrue(String.valueOf(refused.getMessage()).contains("client-duid"));
  }

  @Test
  void hugeOrMissingFile_isAnError() throws IOException {
    assertThrows(
        IOException.class, () -> SelfReconfigure.of(folder.resolve("client-duid"), "wan0"));
    Files.writeString(folder.resolve("client-duid"), "00".repeat(400));
    assertThrows(
        IOException.class, () -> SelfReconfigure.of(folder.resolve("client-duid"), "wan0"));
  }

  @Test
  void withoutTheInterface_itIsNotSent() throws IOException {
    Files.writeString(folder.resolve("client-duid"), "00:03:00:01:56:f9:4d:e8:b0:7f");
    SelfReconfigure told = SelfReconfigure.of(folder.resolve("client-duid"), "no-such-link");
    assertThrows(IOException.class, told::send);
  }
}
