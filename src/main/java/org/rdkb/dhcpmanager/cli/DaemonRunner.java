package org.rdkb.dhcpmanager.cli;

/** Runs the manager itself. */
@FunctionalInterface
public interface DaemonRunner {
  /**
   * Runs until told to stop by a signal.
   *
   * @param options what the command line said
   * @return the exit code, one of {@link ExitCode}
   */
  int run(RunOptions options);
}
