package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.Samples;

class ResolverFileTest {
  private static final HeldLease LEASE = Samples.held();

  @TempDir private Path folder;

  @Test
  void lease_writesItsResolvers_andItsEndPutsBackWhatWasThere() throws IOException {
    Path file = folder.resolve("resolv.conf");
    Files.writeString(file, "nameserver 198.51.100.1\n");
    ResolverFile resolver = new ResolverFile(file);
    resolver.update(List.of(LEASE));
    assertTrue(Files.readString(file).endsWith("nameserver 192.0.2.53\n"));
    resolver.update(List.of());
    assertEquals("nameserver 198.51.100.1\n", Files.readString(file));
    assertOnly(file);
  }

  @Test
  void noFileBefore_isRemovedAfterwards() throws IOException {
    Path file = folder.resolve("resolv.conf");
    ResolverFile resolver = new ResolverFile(file);
    resolver.update(List.of(LEASE, LEASE));
    assertEquals(1, Files.readAllLines(file).stream().filter(l -> l.startsWith("name")).count());
    resolver.update(List.of());
    assertFalse(Files.exists(file));
  }

  /** The lease may end while another run of this program, or none, looks after the file. */
  @Test
  void fileOfAFormerRun_isPutBackWhenNoLeaseIsLeft() throws IOException {
    Path file = folder.resolve("resolv.conf");
    Files.writeString(file, "nameserver 198.51.100.1\n");
    new ResolverFile(file).update(List.of(LEASE));
    new ResolverFile(file).update(List.of());
    assertEquals("nameserver 198.51.100.1\n", Files.readString(file));
    assertOnly(file);
  }

  @Test
  void foreignFile_isNotTouchedWithoutALease() throws IOException {
    Path file = folder.resolve("resolv.conf");
    Files.writeString(file, "nameserver 198.51.100.1\n");
    new ResolverFile(file).update(List.of());
    assertEquals("nameserver 198.51.100.1\n", Files.readString(file));
  }

  @Test
  void folderThatIsGone_isNoFailureOfTheRow() {
    ResolverFile resolver = new ResolverFile(folder.resolve("gone").resolve("resolv.conf"));
    resolver.update(List.of(LEASE));
    assertFalse(Files.exists(folder.resolve("gone")));
  }

  private void assertOnly(Path file) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(file), all.toList());
    }
  }
}
