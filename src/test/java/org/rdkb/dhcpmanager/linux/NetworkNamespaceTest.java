package org.rdkb.dhcpmanager.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkNamespaceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void pipeInsteadOfANamespace_holdsNobodyUp_andIsRefused()
      throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          try (NetworkNamespace namespace = NetworkNamespace.open(pipe.toString())) {
            assertThrows(LinuxException.class, () -> namespace.socket(List.of(), 4096));
          }
        });
  }

  @Test
  void nameOfNothing_isRefused_andHasNoIdentity() {
    assertThrows(LinuxException.class, () -> NetworkNamespace.open("there-is-none"));
    assertEquals(Optional.empty(), NetworkNamespace.identity("there-is-none"));
    assertEquals(Optional.empty(), NetworkNamespace.identity("/no\0path"));
  }

  @Test
  void sameNamespaceByTwoNames_hasOneIdentity() {
    Optional<String> ours = NetworkNamespace.identity("/proc/self/ns/net");
    assertTrue(ours.isPresent());
    assertEquals(ours, NetworkNamespace.identity(Long.toString(ProcessHandle.current().pid())));
  }
}
