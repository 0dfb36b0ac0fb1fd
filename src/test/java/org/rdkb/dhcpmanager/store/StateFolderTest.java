package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
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
}
