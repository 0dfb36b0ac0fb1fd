package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir Path parent;

  @Test
  void folder_isMadePrivateAndLocked() throws IOException {
    Path path = parent.resolve("a").resolve("state");
    try (StateFolder open = StateFolder.open(path)) {
      assertEquals(path, open.path());
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      IOException second = assertThrows(IOException.class, () -> StateFolder.open(path));
      assertTrue(String.valueOf(second.getMessage()).contains("in use"));
    }
    StateFolder.open(path).close();
  }

  @Test
  void openFolder_isTightened() throws IOException {
    Path path = Files.createDirectory(parent.resolve("state"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    StateFolder.open(path).close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void sweep_removesWhatAWriteThatWasCutOffLeft_andNothingElse() throws IOException {
    Path path = parent.resolve("state");
    try (StateFolder open = StateFolder.open(path)) {
      for (String name : List.of("rows.new", "dhcpLease_1_v4.new", "dhcpLease_12_v6.link")) {
        Files.createFile(path.resolve(name));
      }
      for (String name : List.of("rows", "rows.previous", "dhcpLease_1_v4", "mine.new")) {
        Files.createFile(path.resolve(name));
      }
      assertEquals(3, open.sweep());
      assertEquals(0, open.sweep());
    }
    try (Stream<Path> left = Files.list(path)) {
      assertEquals(
          List.of("dhcpLease_1_v4", "lock", "mine.new", "rows", "rows.previous"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void symbolicLinkOrFile_isRefused() throws IOException {
    Path real = Files.createDirectory(parent.resolve("real"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), real);
    assertThrows(IOException.class, () -> StateFolder.open(link));
    Path file = Files.createFile(parent.resolve("file"));
    assertThrows(IOException.class, () -> StateFolder.open(file));
  }

  @Test
  void usualPlaces_followRootAndXdg() {
    Map<String, String> home = Map.of("HOME", "/home/u", "XDG_STATE_HOME", "relative");
    assertEquals(Optional.of(Path.of("/var/lib/dhcpmgr")), StateFolder.usualState(true, home));
    assertEquals(
        Optional.of(Path.of("/home/u/.local/state/dhcpmgr")), StateFolder.usualState(false, home));
    assertEquals(
        Optional.of(Path.of("/s/dhcpmgr")),
        StateFolder.usualState(false, Map.of("XDG_STATE_HOME", "/s")));
    assertEquals(Optional.empty(), StateFolder.usualState(false, Map.of()));
    assertEquals(Optional.of(Path.of("/run/dhcpmgr")), StateFolder.usualRun(true, Map.of()));
    assertEquals(
        Optional.of(Path.of("/run/user/1/dhcpmgr")),
        StateFolder.usualRun(false, Map.of("XDG_RUNTIME_DIR", "/run/user/1")));
    assertEquals(Optional.empty(), StateFolder.usualRun(false, Map.of()));
  }

  @Test
  void cleanUp_boundsTheQuarantine_oldestFirst() throws Exception {
    Path state = parent.resolve("bounded");
    try (StateFolder folder = StateFolder.open(state)) {
      Path quarantine = Files.createDirectory(state.resolve("quarantine"));
      for (int i = 0; i < Quarantine.MOST_FILES + 3; i++) {
        Path file = Files.createFile(quarantine.resolve("f" + i));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1000 + i)));
      }
      folder.cleanUp();
      assertFalse(Files.exists(quarantine.resolve("f2")));
      assertTrue(Files.exists(quarantine.resolve("f3")));
      assertTrue(Files.exists(quarantine.resolve("f" + (Quarantine.MOST_FILES + 2))));
    }
  }
}
