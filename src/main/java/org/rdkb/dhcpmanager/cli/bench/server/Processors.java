package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which processors server and load keep to.
 *
 * @param server number of the one
 * @param load number of the other
 */
record Processors(int server, int load) {
  private static final Pattern ALLOWED =
      Pattern.compile("(?m)^Cpus_allowed_list:\\s*([0-9]{1,4})(?:.*[-,]([0-9]{1,4}))?\\s*$");

  /** What a command begins with that keeps to one. */
  static List<String> only(int processor) {
    return List.of("nice", "-n", "-20", "taskset", "-c", Integer.toString(processor));
  }

  /** The first and the last that this process may use; absent if there is only one. */
  static Optional<Processors> ofThisProcess() throws IOException {
    return of(Files.readString(Path.of("/proc/self/status")));
  }

  static Optional<Processors> of(String status) {
    Matcher allowed = ALLOWED.matcher(status);
    return allowed.find() && allowed.group(2) != null
        ? Optional.of(
            new Processors(Integer.parseInt(allowed.group(1)), Integer.parseInt(allowed.group(2))))
        : Optional.empty();
  }
}
