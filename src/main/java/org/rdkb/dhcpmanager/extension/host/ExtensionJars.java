package org.rdkb.dhcpmanager.extension.host;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.extension.Extension;

/**
 * The extensions of a folder: its jars, in the order of their names, each naming its classes in
 * {@code META-INF/services}. What cannot be loaded is named and left out.
 */
final class ExtensionJars {
  private static final Logger log = LogManager.getLogger(ExtensionJars.class);
  private static final int MOST = 16;

  private ExtensionJars() {}

  static List<Guest> load(Path folder) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(jar.toUri().toURL());
      }
    }
    // Open as long as the program runs: classes are loaded when they are first used.
    ClassLoader loader =
        new URLClassLoader(
            "extensions", jars.toArray(URL[]::new), ExtensionJars.class.getClassLoader());
    List<Guest> guests = new ArrayList<>();
    var found = ServiceLoader.load(Extension.class, loader).iterator();
    for (int i = 0; i < MOST; i++) {
      try {
        if (!found.hasNext()) {
          return guests;
        }
        Extension extension = found.next();
        String name = checked(extension.name(), guests);
        guests.add(new Guest(guests.size() + 1, name, extension));
      } catch (ServiceConfigurationError | RuntimeException | LinkageError unusable) {
        log.error("EXTENSION-NOT-LOADED folder={} reason={}", folder, unusable.toString());
      }
    }
    log.error("EXTENSIONS-LEFT-OUT folder={} more than {}", folder, MOST);
    return guests;
  }

  private static String checked(String name, List<Guest> others) {
    if (!name.matches("[A-Za-z0-9._-]{1,32}")) {
      throw new IllegalArgumentException("not a name: " + name.length() + " characters");
    }
    if (others.stream().anyMatch(guest -> guest.name().equals(name))) {
      throw new IllegalArgumentException("a second extension named " + name);
    }
    return name;
  }
}
