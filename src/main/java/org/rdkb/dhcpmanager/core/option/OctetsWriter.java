package org.rdkb.dhcpmanager.core.option;

import java.util.Arrays;

/** Writes octets in network order. Not thread-safe: belongs to one encoder on one thread. */
public final class OctetsWriter {
  private byte[] bytes;
  private int length;

  /** With little room at first. */
  public OctetsWriter() {
    this(32);
  }

  /**
   * With room for what is expected.
   *
   * @param expected octets; there may be more
   */
  public OctetsWriter(int expected) {
    bytes = new byte[expected];
  }

  /**
   * Appends eight bits.
   *
   * @param value 0…255
   * @return this
   */
  public OctetsWriter u8(int value) {
    return number(value, 1);
  }

  /**
   * Appends sixteen bits.
   *
   * @param value 0…65535
   * @return this
   */
  public OctetsWriter u16(int value) {
    return number(value, 2);
  }

  /**
   * Appends thirty-two bits.
   *
   * @param value 0…2^32−1
   * @return this
   */
  public OctetsWriter u32(long value) {
    return number(value, 4);
  }

  /**
   * Appends an unsigned number.
   *
   * @param value must fit the width
   * @param width octets, 1…7
   * @return this
   * @throws IllegalArgumentException if it does not fit; a number is never cut
   */
  public OctetsWriter number(long value, int width) {
    if (value >>> (8 * width) != 0) {
      throw new IllegalArgumentException(value + " does not fit " + width + " octets");
    }
    room(width);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  /**
   * Appends octets.
   *
   * @param octets any number
   * @return this
   */
  public OctetsWriter put(Octets octets) {
    room(octets.length());
    length += octets.copyTo(bytes, length);
    return this;
  }

  /**
   * Appends octets of value 0.
   *
   * @param count 0 or more
   * @return this
   */
  public OctetsWriter zeros(int count) {
    room(count);
    length += count;
    return this;
  }

  /**
   * How much was written so far.
   *
   * @return octets
   */
  public int length() {
    return length;
  }

  /**
   * What was written so far.
   *
   * @return a copy
   */
  public Octets toOctets() {
    return Octets.owning(Arrays.copyOf(bytes, length));
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
