package org.rdkb.dhcpmanager.core.attach;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Hardware addresses for links that nobody gave one. The same link has the same one whenever it is
 * made, so that a DHCP server knows it again; two machines have different ones.
 */
final class LocalMac {
  private static final HexFormat TEXT = HexFormat.ofDelimiter(":");
  private static final int OCTETS = 6;

  private LocalMac() {}

  /**
   * An address of the part that is ours to give (IEEE 802, locally administered, of one station).
   *
   * @param seed unlike that of other machines
   * @param linuxInterface whose
   * @return lower case with colons
   */
  static String of(String seed, String linuxInterface) {
    UUID hash =
        UUID.nameUUIDFromBytes((seed + '\0' + linuxInterface).getBytes(StandardCharsets.UTF_8));
    byte[] octets = new byte[OCTETS];
    for (int i = 0; i < OCTETS; i++) {
      octets[i] = (byte) (hash.getLeastSignificantBits() >>> (Byte.SIZE * i));
    }
    octets[0] = (byte) ((octets[0] & 0xfc) | 0x02);
    return TEXT.formatHex(octets);
  }

  static boolean isOfGroup(String mac) {
    return (TEXT.parseHex(mac)[0] & 1) != 0;
  }
}
