package org.rdkb.dhcpmanager.rbus.contract;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stock librbus with its broker, as it is installed or as {@value #VARIABLE} says.
 *
 * @param files librbus, what it is made of, and the broker
 */
record StockLibrary(List<Path> files) {
  /** Folders, as in a PATH. */
  static final String VARIABLE = "DHCPMGR_TEST_LIBRBUS";

  static final String LIBRARY = "librbus.so.0";
  static final String BROKER = "rtrouted";
  private static final List<String> NAMES =
      List.of(LIBRARY, "librbuscore.so.0", "librtMessage.so.0", BROKER);

  static Optional<StockLibrary> find() {
    List<Path> found = new ArrayList<>();
    for (String name : NAMES) {
      folders()
          .map(folder -> folder.resolve(name))
          .filter(Files::exists)
          .findFirst()
          .ifPresent(found::add);
    }
    return found.size() == NAMES.size() ? Optional.of(new StockLibrary(found)) : Optional.empty();
  }

  private static Stream<Path> folders() {
    String told = System.getenv().getOrDefault(VARIABLE, "");
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of((told + File.pathSeparator + path).split(File.pathSeparator)),
            Stream.of("/usr/lib", "/usr/local/lib", "/usr/lib64"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of);
  }

  /** Copies it where it can be seen from a mount namespace with another /tmp. */
  void copyTo(Path folder) throws IOException {
    for (Path file : files) {
      Path name = file.getFileName();
      if (name != null) {
        Files.copy(
            file,
            folder.resolve(name.toString()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
