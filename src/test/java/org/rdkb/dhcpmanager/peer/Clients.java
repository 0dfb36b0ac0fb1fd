package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The clients that a contract of rows is run with, by the names of the settings. */
final class Clients {
  private static final Path NOTE = Path.of("target", "not-run", "peer-dhcpcd");

  private Clients() {}

  /** Those for IPv4. */
  static Stream<String> v4() throws IOException {
    return withDhcpcd("udhcpc");
  }

  /** Those for IPv6; their tests need a mounted root in any case. */
  static Stream<String> v6() throws IOException {
    return withDhcpcd("dibbler");
  }

  /** dhcpcd is confined by mounts, which a plain chroot does not allow; then that is said. */
  private static Stream<String> withDhcpcd(String other) throws IOException {
    Files.createDirectories(Path.of("target", "not-run"));
    if (NeedsMountedRoot.Condition.isRootMounted()) {
      Files.deleteIfExists(NOTE);
      return Stream.of(other, "dhcpcd");
    }
    Files.writeString(
        NOTE, "peer: rows with dhcpcd, since the root folder is no mount (a chroot)\n");
    return Stream.of(other);
  }
}
