package org.rdkb.dhcpmanager.core.pool.guard;

/** Why a message got no further than the guard. Each is counted and has its word in the log. */
public enum Refusal {
  /** Another server answers on a link where none is trusted. */
  ROGUE_SERVER,
  /** The client was refused for its conduct a short while ago. */
  BLOCKED,
  /** The hardware address is denied, or others are allowed and it is not. */
  HARDWARE_ADDRESS,
  /** The client names an address that is denied, or that is not among those allowed. */
  ADDRESS,
  /** The client asks too often. */
  CLIENT_RATE,
  /** Those behind one port of a relay ask too often; whose fault it is cannot be told. */
  PORT_RATE,
  /** The link is flooded; whose fault it is cannot be told. */
  LINK_RATE,
  /** All links together ask more than the server is to answer. */
  GLOBAL_RATE,
  /** Option 82 is missing where it is required, or comes from a client instead of a relay. */
  RELAY_INFORMATION,
  /** An address is given back by other hardware, or from elsewhere, than it was granted to. */
  WRONG_PLACE,
  /** The port of the relay has as many addresses as it may. */
  PORT_SHARE;

  /**
   * Whether it is the client's own conduct, which keeps it out for a while. The others are not its
   * fault, or keep it out anyway.
   *
   * @return true if it does
   */
  public boolean isConduct() {
    return this == ADDRESS || this == CLIENT_RATE || this == RELAY_INFORMATION;
  }
}
