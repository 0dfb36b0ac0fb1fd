package org.rdkb.dhcpmanager.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to run. No shell takes part: each argument reaches the program as it is.
 *
 * @param argv program and its arguments; the first is an absolute path
 * @param environment everything that the program finds in its environment
 * @param outputFile standard output and standard error are appended here; created with mode 0600; a
 *     symbolic link is refused
 * @param confinement what is kept from it
 * @param namespace the network namespace in which it starts and stays, as {@link
 *     NetworkNamespace#open} takes it; absent: ours
 */
public record SpawnRequest(
    List<String> argv,
    Map<String, String> environment,
    Path outputFile,
    Confinement confinement,
    Optional<String> namespace) {

  /**
   * A program that may write where its user may.
   *
   * @param argv program and its arguments
   * @param environment everything in its environment
   * @param outputFile standard output and standard error
   */
  public SpawnRequest(List<String> argv, Map<String, String> environment, Path outputFile) {
    this(argv, environment, outputFile, Confinement.NONE, Optional.empty());
  }

  /**
   * A program in our network namespace.
   *
   * @param argv program and its arguments
   * @param environment everything in its environment
   * @param outputFile standard output and standard error
   * @param confinement what is kept from it
   */
  public SpawnRequest(
      List<String> argv,
      Map<String, String> environment,
      Path outputFile,
      Confinement confinement) {
    this(argv, environment, outputFile, confinement, Optional.empty());
  }

  /** Checks that each text reaches the program whole, and takes copies. */
  public SpawnRequest {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty() || !argv.get(0).startsWith("/")) {
      throw new IllegalArgumentException("the program must be an absolute path");
    }
    argv.forEach(SpawnRequest::refuseNul);
    environment.forEach(
        (name, value) -> {
          refuseNul(name);
          refuseNul(value);
          if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("not a name for the environment: " + name);
          }
        });
  }

  /** C would cut the text there, silently. */
  private static void refuseNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text for a program contains NUL");
    }
  }
}
