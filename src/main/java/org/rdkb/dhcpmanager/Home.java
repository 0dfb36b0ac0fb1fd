package org.rdkb.dhcpmanager;

import java.nio.file.Path;

/** Where the program's own files are: {@code etc}, {@code plugins}, {@code tr181}. */
final class Home {
  private static final Path FOLDER =
      Path.of(System.getProperty("dhcpmgr.home", "")).toAbsolutePath().normalize();

  private Home() {}

  static Path file(String folder, String name) {
    return FOLDER.resolve(folder).resolve(name);
  }
}
