package org.rdkb.dhcpmanager.cli;

import java.util.List;

/** Runs a bus broker alone. */
@FunctionalInterface
public interface BrokerRunner {
  /**
   * Serves until told to stop by a signal.
   *
   * @param addresses where to listen, at least one
   * @return the exit code, one of {@link ExitCode}
   */
  int run(List<String> addresses);
}
