package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.SystemEvent;

class SystemEventFilesTest {
  @TempDir private Path folder;

  @Test
  void event_replacesItsFile_inOneStep() throws IOException {
    Path events = folder.resolve("a/b");
    SystemEventFiles files = new SystemEventFiles(events);
    files.fire(new SystemEvent("wan-status", "started"));
    Path file = events.resolve("wan-status");
    Object first = Files.getAttribute(file, "unix:ino");
    files.fire(new SystemEvent("wan-status", "stopped"));
    assertEquals("stopped", Files.readString(file));
    // Another file under the same name: nobody ever reads half a value.
    assertNotEquals(first, Files.getAttribute(file, "unix:ino"));
    try (Stream<Path> all = Files.list(events)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  @Test
  void folderThatCannotBe_isNoFailureOfTheRow() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "");
    new SystemEventFiles(blocked).fire(new SystemEvent("wan-status", "started"));
    assertEquals("", Files.readString(blocked));
  }
}
