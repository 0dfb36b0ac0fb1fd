package org.rdkb.dhcpmanager.core.packet;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * A hardware address: htype, hlen and chaddr.
 *
 * @param type as registered for ARP, 0…255; 1 is Ethernet
 * @param octets 0…16 of them; none where the link has no use for it (RFC 4390)
 */
public record HardwareAddress(int type, Octets octets) {
  /** The type of Ethernet. */
  public static final int ETHERNET = 1;

  /** Octets of an Ethernet address. */
  public static final int ETHERNET_LENGTH = 6;

  /** The room of chaddr. */
  public static final int MOST = 16;

  /** Checks type and length. */
  public HardwareAddress {
    if (type < 0 || type > 255 || octets.length() > MOST) {
      throw new IllegalArgumentException("hardware address of type " + type + ": " + octets);
    }
  }

  /**
   * Reads an Ethernet address.
   *
   * @param text six pairs of hexadecimal digits joined by colons
   * @return absent if it is none
   */
  public static Optional<HardwareAddress> parse(String text) {
    return text.matches("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
        ? Octets.parseHex(text.replace(":", "")).map(o -> new HardwareAddress(ETHERNET, o))
        : Optional.empty();
  }

  /**
   * Whether a frame can be addressed to it.
   *
   * @return true for an Ethernet address of one station
   */
  public boolean isEthernet() {
    return type == ETHERNET && octets.length() == ETHERNET_LENGTH;
  }

  @Override
  public String toString() {
    return IntStream.range(0, octets.length())
        .mapToObj(i -> octets.slice(i, i + 1).toHex())
        .collect(Collectors.joining(":"));
  }
}
