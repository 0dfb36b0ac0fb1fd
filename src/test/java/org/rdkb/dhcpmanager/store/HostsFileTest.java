package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
  private final HostsFile hosts = new HostsFile("# ours");

  @Test
  void made_replaced_madeAgainWhenGone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("hosts");
    hosts.update(file, "# ours\na\n");
    assertEquals("# ours\na\n", Files.readString(file));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    hosts.update(file, "# ours\nb\n");
    assertEquals("# ours\nb\n", Files.readString(file));
    Files.delete(file);
    hosts.update(file, "# ours\nb\n");
    assertEquals("# ours\nb\n", Files.readString(file));
  }

  @Test
  void fileOfSomebodyElse_orALinkToOne_stays(@TempDir Path folder) throws IOException {
    Path other = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    hosts.update(other, "# ours\n");
    assertEquals("127.0.0.1 localhost\n", Files.readString(other));
    Path link = Files.createSymbolicLink(folder.resolve("link"), other);
    hosts.update(link, "# ours\n");
    assertEquals("127.0.0.1 localhost\n", Files.readString(other));
    assertEquals(other, Files.readSymbolicLink(link));
  }
}
