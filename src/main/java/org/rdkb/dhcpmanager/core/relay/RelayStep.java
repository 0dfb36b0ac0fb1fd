package org.rdkb.dhcpmanager.core.relay;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;

/** What a message comes to in a relay. */
public sealed interface RelayStep {

  /** It is none of the relay's business. */
  record Local() implements RelayStep {}

  /**
   * It goes nowhere.
   *
   * @param reason why
   */
  record Refused(RelayRefusal reason) implements RelayStep {}

  /**
   * It goes to a server.
   *
   * @param message as it is sent
   * @param server to its server port
   */
  record Forward(Octets message, Ipv4Address server) implements RelayStep {}

  /**
   * It goes to a client.
   *
   * @param message as it is sent
   * @param linuxInterface where the client is
   * @param from our address there
   * @param to the address that the client has or gets; absent: everybody on the link
   * @param station the client's, if there is an address
   */
  record Deliver(
      Octets message,
      String linuxInterface,
      Ipv4Address from,
      Optional<Ipv4Address> to,
      HardwareAddress station)
      implements RelayStep {}
}
