package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the state folder as {@code run} would. */
@FunctionalInterface
public interface StatePlace {
  /**
   * Where rows and leases are.
   *
   * @param config settings file; absent: the usual one
   * @param state the folder; absent: what the settings say
   * @return the folder, whether or not it exists
   * @throws IOException if nobody says, or the settings make no sense; in words
   */
  Path find(Optional<Path> config, Optional<Path> state) throws IOException;
}
