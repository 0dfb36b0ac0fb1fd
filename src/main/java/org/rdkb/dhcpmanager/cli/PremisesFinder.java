package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rdkb.dhcpmanager.cli.doctor.Premises;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;

/** Finds where the manager of this machine has its things, as {@code run} would. */
@FunctionalInterface
public interface PremisesFinder {
  /**
   * Looks at settings and usual places; nothing is made.
   *
   * @param config settings file; absent: the usual one
   * @param state the state folder; absent: what the settings say
   * @return where things are, whether or not they exist
   * @throws IOException if nobody says, or the settings make no sense; in words
   */
  Premises find(Optional<Path> config, Optional<Path> state) throws IOException;

  /**
   * Where the etcd is by which the DHCPv4 server shares its addresses.
   *
   * @param config settings file; absent: the usual one
   * @return absent if it shares none
   * @throws IOException if the settings make no sense; in words
   */
  default Optional<EtcdAccess> fleet(Optional<Path> config) throws IOException {
    return Optional.empty();
  }
}
