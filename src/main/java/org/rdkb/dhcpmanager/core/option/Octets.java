package org.rdkb.dhcpmanager.core.option;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** An immutable string of octets: the payload of an option, a client identifier, a blob. */
public final class Octets {
  /** No octets. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of these octets.
   *
   * @param bytes the octets
   * @return the copy
   */
  public static Octets of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /**
   * The octets of a text.
   *
   * @param text any text
   * @return its UTF-8 form, without a terminator
   */
  public static Octets utf8(String text) {
    return new Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads hexadecimal digits, two per octet, in either case, without separators.
   *
   * @param hex the digits
   * @return absent if a character is no digit or the number of digits is odd
   */
  public static Optional<Octets> parseHex(String hex) {
    try {
      return Optional.of(new Octets(HEX.parseHex(hex)));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  /**
   * How many octets.
   *
   * @return 0 or more
   */
  public int length() {
    return bytes.length;
  }

  /**
   * One octet.
   *
   * @param index from 0
   * @return 0…255
   */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /**
   * A part.
   *
   * @param from first octet
   * @param to one past the last
   * @return a copy of that range
   */
  public Octets slice(int from, int to) {
    return new Octets(Arrays.copyOfRange(bytes, from, to));
  }

  /**
   * The octets in an array of their own.
   *
   * @return a copy
   */
  public byte[] toArray() {
    return bytes.clone();
  }

  /**
   * The octets as text.
   *
   * @return lower-case hexadecimal digits, two per octet
   */
  public String toHex() {
    return HEX.formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
