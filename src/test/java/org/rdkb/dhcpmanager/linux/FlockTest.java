package org.rdkb.dhcpmanager.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlockTest {
  @TempDir Path folder;

  @Test
  void held_secondTry_isEmptyUntilClosed() throws IOException, InterruptedException {
    Path file = folder.resolve("lock");
    Flock first = Flock.tryLock(file).orElseThrow();
    assertTrue(Flock.tryLock(file).isEmpty());
    first.close();
    first.close();
    try (Flock second = Flock.tryLock(file).orElseThrow()) {
      assertEquals(file, second.path());
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void held_otherProcess_isRefusedToo() throws IOException, InterruptedException {
    Path file = folder.resolve("lock");
    try (Flock lock = Flock.tryLock(file).orElseThrow()) {
      assertEquals(1, flockCommand(lock.path()));
    }
    assertEquals(0, flockCommand(file));
  }

  @Test
  void symbolicLink_andMissingFolder_areRefusedWithReason()
      throws IOException, InterruptedException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));
    assertThrows(LinuxException.class, () -> Flock.tryLock(folder.resolve("link")));
    LinuxException missing =
        assertThrows(LinuxException.class, () -> Flock.tryLock(folder.resolve("no/lock")));
    assertEquals(Errno.ENOENT, missing.errno());
    assertTrue(missing.getMessage().contains("No such file"), missing.getMessage());
  }

  private static int flockCommand(Path file) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("flock", "-n", file.toString(), "true").start();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    return process.exitValue();
  }
}
