package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Files that other programs, or other versions of this one, left under the names of ours. */
class RecordTextTest {
  private static final RowId ROW = new RowId(Family.V4, 1);

  @TempDir Path folder;

  private static String refused(byte[] whole) {
    return assertThrows(DamagedException.class, () -> LeaseFiles.TEXT.decode(whole)).reason();
  }

  /**
   * As the C component leaves one under the same name (T07): its whole row out of memory, with
   * pointers, a lock and a pid, then a message of its plugin.
   */
  private static byte[] memoryImage(long seed) {
    ByteBuffer image = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
    image.putLong(1).putInt(1).put("erouter0\0".getBytes(StandardCharsets.US_ASCII));
    SplittableRandom random = new SplittableRandom(seed);
    while (image.remaining() > 900) {
      image.putLong(0x7f00_0000_0000L + random.nextInt());
    }
    image.put("192.0.2.10\0".getBytes(StandardCharsets.US_ASCII));
    return image.array();
  }

  @Test
  void memoryImageOfTheComponentBefore_isForeign_andNothingOfItIsUsed() throws IOException {
    byte[] image = memoryImage(1);
    assertEquals(
        "is foreign: it does not begin with \"DHCPMGR \"; nothing of it is used", refused(image));
    try (StateFolder state = StateFolder.open(folder.resolve("state"))) {
      Path lease = folder.resolve("state/dhcpLease_1_v4");
      Files.write(lease, image);
      LeaseFiles leases =
          new LeaseFiles(
              state,
              new LeaseFiles.Clocks(UnaryOperator.identity(), UnaryOperator.identity(), "boot"),
              LeaseListener.NONE);
      assertEquals(ClientRecord.EMPTY, leases.load(ROW).record());
      assertFalse(Files.exists(lease));
      Path aside = folder.resolve("state/quarantine/dhcpLease_1_v4.1");
      assertArrayEquals(image, Files.readAllBytes(aside));
    }
  }

  @Test
  void wholeFileOfAnotherFormat_saysSo_aDamagedOneDoesNot() throws Exception {
    byte[] body = RecordText.lines(new TreeMap<>(Map.of("key", "value")));
    ByteBuffer whole = ByteBuffer.allocate(200);
    whole.put(new RecordText("lease", 2).head(List.of(body))).put(body);
    byte[] later = java.util.Arrays.copyOf(whole.array(), whole.position());
    assertEquals("is of format 2, and this program reads 1", refused(later));
    later[later.length - 2] ^= 1;
    assertEquals(0, refused(later).indexOf("first line does not fit"));
  }

  @Test
  void emptyFile_andOneCutInItsFirstLine_areDamaged() {
    assertEquals("no first line", refused(new byte[0]));
    assertEquals("no first line", refused("DHCPMGR lea".getBytes(StandardCharsets.US_ASCII)));
    assertEquals("no first line", refused("DHC".getBytes(StandardCharsets.US_ASCII)));
  }
}
