package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * Who a client is: its client identifier, else its hardware address (RFC 2131 section 4.2). One
 * kind is never mistaken for the other.
 *
 * @param octets the kind, then the identifier as sent, or type and address
 */
public record ClientKey(Octets octets) {
  // Written out, as in Ipv4Address.
  @Override
  public boolean equals(Object other) {
    return other instanceof ClientKey that && octets.equals(that.octets);
  }

  @Override
  public int hashCode() {
    return octets.hashCode();
  }

  private static final int HARDWARE = 0;
  private static final int IDENTIFIER = 1;

  /**
   * Who sent a message.
   *
   * @param packet from a client
   * @return absent if it says neither
   */
  public static Optional<ClientKey> of(Packet4 packet) {
    Optional<Octets> identifier = packet.options().get(OptionCode4.CLIENT_IDENTIFIER);
    if (identifier.isPresent()) {
      return identifier.map(ClientKey::identifiedBy);
    }
    HardwareAddress hardware = packet.header().hardware();
    return hardware.octets().length() == 0 ? Optional.empty() : Optional.of(of(hardware));
  }

  /**
   * A client that is known by its hardware address.
   *
   * @param hardware of a client
   * @return as of a message without client identifier
   */
  public static ClientKey of(HardwareAddress hardware) {
    return new ClientKey(
        new OctetsWriter().u8(HARDWARE).u8(hardware.type()).put(hardware.octets()).toOctets());
  }

  /**
   * A client that is known by its client identifier.
   *
   * @param identifier payload of option 61
   * @return as of a message with it
   */
  public static ClientKey identifiedBy(Octets identifier) {
    return new ClientKey(new OctetsWriter().u8(IDENTIFIER).put(identifier).toOctets());
  }

  /**
   * The client identifier.
   *
   * @return absent if the client has sent none
   */
  public Optional<Octets> identifier() {
    return octets.length() > 0 && octets.at(0) == IDENTIFIER
        ? Optional.of(octets.slice(1, octets.length()))
        : Optional.empty();
  }
}
