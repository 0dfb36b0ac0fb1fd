package org.rdkb.dhcpmanager.rbus.rtmessage;

/**
 * How a peer is known on the bus.
 *
 * @param component the name under which discovery lists it; printable ASCII, at most 127 characters
 * @param program the program's name, part of its inbox
 */
public record PeerName(String component, String program) {
  /** Checks both names. */
  public PeerName {
    if (!component.matches("[!-~]{1,127}") || component.startsWith("_")) {
      throw new IllegalArgumentException("component name '" + component + "' is not usable");
    }
    if (!program.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("program name '" + program + "' is not usable");
    }
  }
}
