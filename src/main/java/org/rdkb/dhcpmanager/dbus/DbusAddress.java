package org.rdkb.dhcpmanager.dbus;

import java.nio.file.Path;

/**
 * Where a bus daemon listens.
 *
 * @param socket absolute path of its socket
 */
public record DbusAddress(Path socket) {
  private static final Path SYSTEM_BUS = Path.of("/run/dbus/system_bus_socket");
  private static final String UNIX = "unix:path=";

  /**
   * Reads {@code system} or {@code unix:path=PATH}. Only files: who connects is then known to the
   * daemon, whose policy needs that.
   *
   * @param text an address
   * @return the address
   * @throws IllegalArgumentException if it is another
   */
  public static DbusAddress parse(String text) {
    if (text.equals("system")) {
      return new DbusAddress(SYSTEM_BUS);
    }
    String path = text.startsWith(UNIX) ? text.substring(UNIX.length()) : "";
    if (!path.matches("/[A-Za-z0-9_./-]{1,106}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither system nor unix:path=PATH with an absolute, plain path");
    }
    return new DbusAddress(Path.of(path));
  }

  /** As bus daemons and their tools write it. */
  @Override
  public String toString() {
    return UNIX + socket;
  }
}
