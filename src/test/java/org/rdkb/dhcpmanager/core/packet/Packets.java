package org.rdkb.dhcpmanager.core.packet;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Octets of messages, written down field by field: not by our own encoder. */
public final class Packets {
  private static final String COOKIE = "63825363";

  private Packets() {}

  /**
   * A request of client 02:00:00:00:00:01 with xid 0x11223344, five seconds after it began.
   *
   * @param options hexadecimal, after the cookie
   * @return the datagram
   */
  public static byte[] request(String options) {
    return with(
        "010106001122334400050000" + "00".repeat(16) + "020000000001" + "00".repeat(10),
        "00".repeat(64),
        "00".repeat(128),
        options);
  }

  /**
   * Any message.
   *
   * @param fixed the first 44 octets, hexadecimal, as are all
   * @param sname 64 octets
   * @param file 128 octets
   * @param options after the cookie
   * @return the datagram
   */
  public static byte[] with(String fixed, String sname, String file, String options) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(HexFormat.of().parseHex(fixed + sname + file + COOKIE + options));
    return all.toByteArray();
  }

  /**
   * The same with one octet changed.
   *
   * @param datagram any
   * @param at which
   * @param value 0…255
   * @return a copy
   */
  public static byte[] changed(byte[] datagram, int at, int value) {
    byte[] copy = datagram.clone();
    copy[at] = (byte) value;
    return copy;
  }

  static Reading read(byte[] datagram) {
    return PacketReader.read(Octets.of(datagram));
  }
}
