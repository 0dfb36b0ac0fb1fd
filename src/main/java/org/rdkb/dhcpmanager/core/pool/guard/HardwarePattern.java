package org.rdkb.dhcpmanager.core.pool.guard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.Now;

/**
 * Ethernet addresses that agree in some of their octets.
 *
 * @param octets six, each 0…255 or {@link #ANY}
 * @param until when it counts no more, milliseconds since 1970; {@link Now#NEVER}: it always does
 */
public record HardwarePattern(List<Integer> octets, long until) {
  /** Stands for every octet. */
  static final int ANY = -1;

  private static final String STAR = "*";
  private static final String HEX = "[0-9A-Fa-f]{2}";

  /** Takes a copy. */
  public HardwarePattern {
    octets = List.copyOf(octets);
  }

  /**
   * Reads a pattern such as {@code 02:00:*}, {@code 02:00:5e:*:*:01} or {@code
   * 02:00:*@2027-01-31T12:00:00Z}.
   *
   * @param text octets in hexadecimal or stars, joined by colons; a star at the end stands for all
   *     that are left; after an at sign when it ends (RFC 3339, in UTC)
   * @return absent if it is none
   */
  public static Optional<HardwarePattern> parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return octets(text).map(octets -> new HardwarePattern(octets, Now.NEVER));
    }
    try {
      long until = Instant.parse(text.substring(at + 1)).toEpochMilli();
      return octets(text.substring(0, at)).map(octets -> new HardwarePattern(octets, until));
    } catch (DateTimeException | ArithmeticException noMoment) {
      return Optional.empty();
    }
  }

  private static Optional<List<Integer>> octets(String text) {
    String[] parts = text.split(":", -1);
    boolean whole = parts.length == HardwareAddress.ETHERNET_LENGTH;
    boolean open = parts.length < HardwareAddress.ETHERNET_LENGTH && text.endsWith(STAR);
    if ((!whole && !open)
        || !Arrays.stream(parts).allMatch(part -> part.equals(STAR) || part.matches(HEX))) {
      return Optional.empty();
    }
    Integer[] octets = new Integer[HardwareAddress.ETHERNET_LENGTH];
    Arrays.fill(octets, ANY);
    for (int i = 0; i < parts.length; i++) {
      octets[i] = parts[i].equals(STAR) ? ANY : Integer.parseInt(parts[i], 16);
    }
    return Optional.of(List.of(octets));
  }

  boolean matches(HardwareAddress hardware, long wallMillis) {
    if (!hardware.isEthernet() || wallMillis >= until) {
      return false;
    }
    Octets address = hardware.octets();
    for (int i = 0; i < octets.size(); i++) {
      if (octets.get(i) != ANY && octets.get(i) != address.at(i)) {
        return false;
      }
    }
    return true;
  }
}
