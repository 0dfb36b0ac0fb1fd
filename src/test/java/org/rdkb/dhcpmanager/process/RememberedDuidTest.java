package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedDuidTest {
  @TempDir Path folder;

  @Test
  void text_hasTypeHardwareTimeAndAddress() {
    byte[] address = HexFormat.of().parseHex("56f94de8b07f");
    assertEquals(
        "00:01:00:01:00:00:00:0a:56:f9:4d:e8:b0:7f\n",
        RememberedDuid.text(Instant.parse("2000-01-01T00:00:10Z"), address));
    // After 2^32 seconds it begins again (RFC 8415 section 11.2).
    assertEquals(
        "00:01:00:01:00:00:00:01:56:f9:4d:e8:b0:7f\n",
        RememberedDuid.text(Instant.parse("2136-02-07T06:28:17Z"), address));
  }

  @Test
  void remembered_isShown_unlessItIsOfAnotherKind() throws IOException {
    RememberedDuid duid = new RememberedDuid(folder.resolve("duid_v6-1"));
    Files.writeString(duid.file(), "00:01:x\n");
    assertEquals(Optional.of("00:01:x\n"), duid.of("no-such-link", text -> true));
    assertEquals(Optional.empty(), duid.of("no-such-link", text -> false));
    Files.delete(duid.file());
    assertEquals(Optional.empty(), duid.of("no-such-link", text -> true));
    assertFalse(Files.exists(duid.file()));
  }
}
