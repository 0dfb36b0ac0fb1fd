package org.rdkb.dhcpmanager.store.backup;

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
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.store.DamagedException;

class SealedTargetTest {
  private static final byte[] SECRET =
      "address=192.0.2.10\n".repeat(100).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private FolderTarget disk;
  private SealedTarget sealed;

  @BeforeEach
  void open() throws IOException {
    disk = FolderTarget.toWrite(folder.resolve("backups"));
    sealed = new SealedTarget(disk, SealedTarget.key(key("a".repeat(64) + "\n")));
  }

  private Path key(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("key-" + text.hashCode()), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatIsSealed_comesBack_andIsNotReadOnTheDisk() throws Exception {
    sealed.write("backup-1", SECRET);
    sealed.write("backup-2", SECRET);
    assertArrayEquals(SECRET, sealed.read("backup-1"));
    assertEquals(Set.of("backup-1", "backup-2"), sealed.names());
    assertEquals(Set.of("backup-1-sealed", "backup-2-sealed"), disk.names());
    String stored = new String(disk.read("backup-1-sealed"), StandardCharsets.ISO_8859_1);
    assertTrue(stored.startsWith("DHCPMGR sealed 1\n"));
    assertFalse(stored.contains("192.0.2.10"));
    String other = new String(disk.read("backup-2-sealed"), StandardCharsets.ISO_8859_1);
    assertFalse(stored.substring(17, 60).equals(other.substring(17, 60)), "one nonce for two");
    sealed.remove("backup-1");
    assertEquals(Set.of("backup-2"), sealed.names());
  }

  @Test
  void otherKey_changedOctet_otherName_areRefusedInWords() throws Exception {
    sealed.write("backup-1", SECRET);
    SealedTarget other = new SealedTarget(disk, SealedTarget.key(key("b".repeat(64))));
    DamagedException refused = assertThrows(DamagedException.class, () -> other.read("backup-1"));
    assertEquals("backup-1: was sealed with another key, or changed afterwards", refused.reason());
    byte[] stored = disk.read("backup-1-sealed");
    disk.write("backup-2-sealed", stored);
    assertThrows(DamagedException.class, () -> sealed.read("backup-2"));
    for (int at = 0; at < stored.length; at++) {
      byte[] changed = stored.clone();
      changed[at] ^= 1;
      disk.write("backup-3-sealed", changed);
      assertThrows(DamagedException.class, () -> sealed.read("backup-3"));
      if (at == 64) {
        at = stored.length - 20; // the middle is like the rest
      }
    }
    disk.write("backup-4-sealed", SECRET);
    assertThrows(DamagedException.class, () -> sealed.read("backup-4"));
  }

  @Test
  void keyFile_isForItsOwner_andWellFormed() throws IOException {
    Path open = key("c".repeat(64));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    assertTrue(complaint(open).endsWith("chmod 600 " + open));
    assertTrue(complaint(key("c".repeat(63))).endsWith("64 hexadecimal digits"));
    assertTrue(complaint(folder.resolve("none")).contains("openssl rand -hex 32"));
  }

  private static String complaint(Path file) {
    return String.valueOf(
        assertThrows(IOException.class, () -> SealedTarget.key(file)).getMessage());
  }

  @Test
  void pressed_isSmaller_andPlainIsReadAsWell() throws Exception {
    PressedTarget pressed = new PressedTarget(sealed, PressedTarget.Writing.PRESSED);
    pressed.write("backup-1", SECRET);
    assertArrayEquals(SECRET, pressed.read("backup-1"));
    assertTrue(disk.read("backup-1-sealed").length < SECRET.length / 5);
    sealed.write("backup-2", SECRET);
    assertArrayEquals(SECRET, pressed.read("backup-2"));
    byte[] packed = sealed.read("backup-1");
    sealed.write("backup-3", java.util.Arrays.copyOf(packed, packed.length - 9));
    assertThrows(DamagedException.class, () -> pressed.read("backup-3"));
    new PressedTarget(disk, PressedTarget.Writing.PLAIN).write("backup-4", SECRET);
    assertArrayEquals(SECRET, disk.read("backup-4"));
  }
}
