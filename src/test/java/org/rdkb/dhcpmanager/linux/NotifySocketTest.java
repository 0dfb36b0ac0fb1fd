package org.rdkb.dhcpmanager.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifySocketTest {
  @TempDir private Path folder;

  @Test
  void path_isTold() throws LinuxException {
    tells(folder.resolve("notify").toString());
  }

  @Test
  void abstractName_isTold() throws LinuxException {
    tells("@dhcpmgr-test/" + ProcessHandle.current().pid());
  }

  @Test
  void longestPath_isTold() throws LinuxException {
    int left = 107 - folder.toString().length() - 1;
    tells(folder + "/" + "n".repeat(left));
    assertThrows(
        LinuxException.class, () -> NotifySocket.open(folder + "/" + "n".repeat(left + 1)));
  }

  private static void tells(String name) throws LinuxException {
    try (NotifyReceiver manager = NotifyReceiver.bind(name);
        NotifySocket socket = NotifySocket.open(name)) {
      socket.send("READY=1\nSTATUS=ü\n");
      socket.send("WATCHDOG=1\n");
      assertEquals(List.of("READY=1\nSTATUS=ü\n", "WATCHDOG=1\n"), manager.heard());
    }
  }

  @ParameterizedTest
  @CsvSource({"'',22", "/,22", "@,22", "relative/path,22", "vsock:2:1234,22"})
  void whatIsNoUnixAddress_isRefused(String name, int errno) {
    LinuxException refused = assertThrows(LinuxException.class, () -> NotifySocket.open(name));
    assertEquals(errno, refused.errno());
  }

  @Test
  void nobodyThere_isAFailureOfThatSendOnly() throws LinuxException {
    String name = folder.resolve("notify").toString();
    try (NotifySocket socket = NotifySocket.open(name)) {
      LinuxException failure = assertThrows(LinuxException.class, () -> socket.send("READY=1\n"));
      assertEquals(Errno.ENOENT, failure.errno());
      try (NotifyReceiver manager = NotifyReceiver.bind(name)) {
        socket.send("READY=1\n");
        assertEquals(1, manager.count("READY=1"));
      }
    }
  }

  /** A service manager that has stopped reading costs a second, not for ever. */
  @Test
  void nobodyReads_isAFailureInTime() throws LinuxException {
    String name = folder.resolve("notify").toString();
    try (NotifyReceiver manager = NotifyReceiver.bind(name);
        NotifySocket socket = NotifySocket.open(name)) {
      LinuxException failure =
          assertThrows(
              LinuxException.class,
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  socket.send("STATUS=again\n");
                }
              });
      assertEquals(Errno.EAGAIN, failure.errno());
      assertEquals("STATUS=again\n", manager.heard().get(0));
    }
  }
}
