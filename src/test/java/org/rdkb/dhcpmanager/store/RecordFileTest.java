package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.store.RecordFile.Found;
import org.rdkb.dhcpmanager.store.RecordFile.Origin;

class RecordFileTest {
  private static final SortedMap<String, String> FIRST = new TreeMap<>(Map.of("a", "1"));
  private static final SortedMap<String, String> SECOND = new TreeMap<>(Map.of("a", "2", "b", ""));

  @TempDir Path folder;
  private Path path;
  private RecordFile file;

  @BeforeEach
  void file() {
    path = folder.resolve("rows");
    file =
        new RecordFile(
            path, new RecordText("rows", 1), 4096, new Quarantine(folder.resolve("quarantine")));
  }

  private Found<SortedMap<String, String>> read() {
    return file.read(values -> values);
  }

  private static Found<SortedMap<String, String>> found(
      SortedMap<String, String> values, Origin origin) {
    return new Found<>(Optional.of(values), origin);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void bytesOnDisk_areTheFixedFormat() throws IOException {
    file.write(SECOND);
    // CRC32C of "a=2\nb=\n", computed elsewhere (RFC 3720 appendix B.4).
    assertEquals("DHCPMGR rows 1 7 " + crcOf("a=2\nb=\n") + "\na=2\nb=\n", Files.readString(path));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  /** Bit by bit, apart from the library's table. */
  private static String crcOf(String text) {
    int crc = -1;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      crc ^= octet & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
      }
    }
    return String.format("%08x", ~crc);
  }

  @Test
  void everyCharacter_comesBack() throws IOException {
    SortedMap<String, String> hostile = new TreeMap<>();
    hostile.put("Device.DHCPv4.Client.1.Alias", "a=b\\n\n\r\\\\r\u0000\u2028é\ud83d\ude00 ");
    hostile.put("k y", "");
    file.write(hostile);
    assertEquals(found(hostile, Origin.CURRENT), read());
  }

  @Test
  void whatUtf8CannotCarry_isRefusedAndTheFormerFileStays() throws IOException {
    file.write(FIRST);
    SortedMap<String, String> broken = new TreeMap<>(Map.of("a", "\ud83d"));
    assertThrows(IOException.class, () -> file.write(broken));
    assertEquals(found(FIRST, Origin.CURRENT), read());
  }

  @Test
  void keysThatWouldBreakALine_areRefused() {
    for (String key : List.of("", "a=b", "a\nb", "a\\b")) {
      SortedMap<String, String> broken = new TreeMap<>(Map.of(key, "1"));
      assertThrows(IllegalArgumentException.class, () -> file.write(broken));
    }
  }

  @Test
  void neverWritten_isAbsent() throws IOException {
    assertEquals(new Found<>(Optional.empty(), Origin.ABSENT), read());
    file.delete();
  }

  @Test
  void truncatedAnywhere_isDetectedAndTheFormerUsed() throws IOException {
    file.write(FIRST);
    file.write(SECOND);
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertEquals(found(FIRST, Origin.PREVIOUS), read(), "at " + length);
      assertFalse(Files.exists(path), "set aside");
    }
    Files.write(path, Arrays.copyOf(whole, whole.length + 1));
    assertEquals(found(FIRST, Origin.PREVIOUS), read());
  }

  @Test
  void everySingleBitFlipped_isDetectedAndTheFormerUsed() throws IOException {
    file.write(FIRST);
    file.write(SECOND);
    byte[] whole = Files.readAllBytes(path);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(path, flipped);
      assertEquals(found(FIRST, Origin.PREVIOUS), read(), "bit " + bit);
    }
  }

  @Test
  void damagedFile_isInQuarantineWithItsReason() throws IOException {
    file.write(FIRST);
    Files.writeString(path, "DHCPMGR rows 1 4 00000000\na=1\n");
    assertEquals(new Found<>(Optional.empty(), Origin.LOST), read());
    Path aside = folder.resolve("quarantine").resolve("rows.1");
    assertEquals("DHCPMGR rows 1 4 00000000\na=1\n", Files.readString(aside));
    String reason = Files.readString(aside.resolveSibling("rows.1.reason"));
    assertTrue(reason.contains("first line does not fit"), reason);
  }

  @Test
  void quarantine_isBounded() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(path, "damage " + i);
      assertEquals(Origin.LOST, read().origin());
    }
    try (Stream<Path> aside = Files.list(folder.resolve("quarantine"))) {
      assertEquals(32, aside.count());
    }
    assertEquals("damage 39", Files.readString(folder.resolve("quarantine").resolve("rows.16")));
  }

  @Test
  void otherKindOrFormat_isDamage() throws IOException {
    for (RecordText other : List.of(new RecordText("lease", 1), new RecordText("rows", 2))) {
      Files.write(path, Records.whole(other, FIRST));
      assertEquals(new Found<>(Optional.empty(), Origin.LOST), read());
    }
  }

  /** What a later release wrote is not guessed at, and not lost: it can go back to that release. */
  @Test
  void laterFormat_isRefusedWithItsReason_kept_andTheFormerUsed() throws IOException {
    file.write(FIRST);
    file.write(SECOND);
    byte[] later = Records.whole(new RecordText("rows", 2), SECOND);
    Files.write(path, later);
    assertEquals(new Found<>(Optional.of(FIRST), Origin.PREVIOUS), read());
    Path kept = folder.resolve("quarantine").resolve("rows.1");
    assertArrayEquals(later, Files.readAllBytes(kept));
    String reason = Files.readString(folder.resolve("quarantine").resolve("rows.1.reason"));
    assertEquals("is of format 2, and this program reads 1\n", reason);
  }

  @Test
  void valueRefusedByItsReader_isDamageToo() throws IOException {
    file.write(FIRST);
    file.write(SECOND);
    Found<String> found =
        file.read(
            values -> {
              if (values.containsKey("b")) {
                throw new DamagedException("b is nonsense");
              }
              return "first";
            });
    assertEquals(new Found<>(Optional.of("first"), Origin.PREVIOUS), found);
  }

  @Test
  void crashBetweenTheRenames_leavesOneVersionWhole() throws IOException {
    file.write(FIRST);
    Files.move(path, path.resolveSibling("rows.previous")); // where links cannot be made
    assertEquals(found(FIRST, Origin.PREVIOUS), read());
    Files.writeString(path.resolveSibling("rows.new"), "unfinished");
    Files.createLink(
        path.resolveSibling("rows.link"), path.resolveSibling("rows.previous")); // died here
    file.write(SECOND);
    assertEquals(found(SECOND, Origin.CURRENT), read());
    file.write(FIRST);
    file.write(SECOND);
    assertEquals(List.of("rows", "rows.previous"), files());
  }

  @Test
  void delete_leavesNothing() throws IOException {
    file.write(FIRST);
    file.write(SECOND);
    file.delete();
    assertEquals(List.of(), files());
    assertEquals(Origin.ABSENT, read().origin());
  }

  @Test
  void tooLarge_isRefusedBothWays() throws IOException {
    file.write(FIRST);
    SortedMap<String, String> large = new TreeMap<>(Map.of("a", "x".repeat(4096)));
    assertThrows(IOException.class, () -> file.write(large));
    assertEquals(found(FIRST, Origin.CURRENT), read());
    Files.write(path, Records.whole(new RecordText("rows", 1), large));
    assertEquals(Origin.LOST, read().origin());
  }

  @Test
  void symbolicLink_isNotFollowed() throws IOException {
    Path target = folder.resolve("target");
    Files.write(target, Records.whole(new RecordText("rows", 1), FIRST));
    Files.createSymbolicLink(path, target);
    assertEquals(Origin.LOST, read().origin());
    assertTrue(Files.exists(target));
  }

  @Test
  void writeThatFails_namesTheFileAndKeepsTheFormer() throws IOException {
    file.write(FIRST);
    Files.createDirectory(path.resolveSibling("rows.new"));
    Files.createFile(path.resolveSibling("rows.new").resolve("in the way"));
    IOException failed = assertThrows(IOException.class, () -> file.write(SECOND));
    assertTrue(String.valueOf(failed.getMessage()).contains(path.toString()));
    assertEquals(found(FIRST, Origin.CURRENT), read());
  }
}
