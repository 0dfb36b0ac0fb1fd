package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a peer is known on the bus.
 *
 * @param component the name under which discovery lists it; printable ASCII, at most 127 characters
 * @param program the program's name, part of its inbox
 * @param runFolder where a provider records who subscribed to its elements, so that subscriptions
 *     live on when the process is restarted; best a folder that a reboot empties. Absent: they end
 *     with the process
 */
public record PeerName(String component, String program, Optional<Path> runFolder) {
  /** Checks both names. */
  public PeerName {
    if (!component.matches("[!-~]{1,127}") || component.startsWith("_")) {
      throw new IllegalArgumentException("component name '" + component + "' is not usable");
    }
    if (!program.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("program name '" + program + "' is not usable");
    }
  }

  /**
   * A peer that records nothing.
   *
   * @param component as above
   * @param program as above
   */
  public PeerName(String component, String program) {
    this(component, program, Optional.empty());
  }
}
