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
   * These octets themselves, not a copy.
   *
   * @param bytes nobody changes them afterwards
   * @return they belong to it
   */
  public static Octets owning(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes);
  }

  /**
   * Copies them into an array.
   *
   * @param target with room for all
   * @param at place of the first
   * @return how many
   */
  public int copyTo(byte[] target, int at) {
    for (int i = 0; i < bytes.length; i++) {
      target[at + i] = bytes[i];
    }
    return bytes.length;
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
   * Whether a part is the same as that of an array.
   *
   * @param other octets
   * @param from first of the part, in both
   * @param to one past the last, in both
   * @return false if they differ, or either is shorter
   */
  public boolean matches(byte[] other, int from, int to) {
    return to <= bytes.length
        && to <= other.length
        && Arrays.equals(bytes, from, to, other, from, to);
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
