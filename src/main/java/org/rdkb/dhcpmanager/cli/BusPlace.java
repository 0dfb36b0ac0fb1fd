package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** Where the bus is: option, then environment, then RDK's file, then the usual place. */
public final class BusPlace {
  /** Where a stock broker listens. */
  static final String USUAL = "unix:///tmp/rtrouted";

  private static final Path RDK_FILE = Path.of("/etc/rbus_client.conf");
  private static final int MAX_FILE_BYTES = 4096;

  private BusPlace() {}

  /**
   * Where the bus is.
   *
   * @param option an address given on the command line; absent if none
   * @param environment of this process
   * @return such as {@code unix:///tmp/rtrouted}
   */
  public static String resolve(Optional<String> option, Map<String, String> environment) {
    return resolve(option, environment, RDK_FILE);
  }

  static String resolve(Optional<String> option, Map<String, String> environment, Path rdkFile) {
    return option
        .or(() -> Optional.ofNullable(environment.get("DHCPMGR_BUS")).filter(a -> !a.isBlank()))
        .or(() -> firstWord(rdkFile))
        .orElse(USUAL);
  }

  private static Optional<String> firstWord(Path file) {
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8);
      StringTokenizer words = new StringTokenizer(text);
      return words.hasMoreTokens() ? Optional.of(words.nextToken()) : Optional.empty();
    } catch (IOException absentOrUnreadable) {
      return Optional.empty();
    }
  }
}
