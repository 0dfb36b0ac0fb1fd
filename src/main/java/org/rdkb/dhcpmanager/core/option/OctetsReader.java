package org.rdkb.dhcpmanager.core.option;

/**
 * Reads octets in network order and never beyond their end. Not thread-safe: belongs to one decoder
 * on one thread.
 */
public final class OctetsReader {
  private final Octets octets;
  private int at;

  /**
   * Starts at the first octet.
   *
   * @param octets what to read
   */
  public OctetsReader(Octets octets) {
    this.octets = octets;
  }

  /**
   * How much is left.
   *
   * @return octets not yet read
   */
  public int remaining() {
    return octets.length() - at;
  }

  /**
   * Reads eight bits.
   *
   * @return 0…255
   * @throws MalformedException at the end
   */
  public int u8() throws MalformedException {
    return (int) number(1);
  }

  /**
   * Reads sixteen bits.
   *
   * @return 0…65535
   * @throws MalformedException if fewer than two octets are left
   */
  public int u16() throws MalformedException {
    return (int) number(2);
  }

  /**
   * Reads thirty-two bits.
   *
   * @return 0…2^32−1
   * @throws MalformedException if fewer than four octets are left
   */
  public long u32() throws MalformedException {
    return number(4);
  }

  /**
   * Reads an unsigned number.
   *
   * @param width its octets, 1…7
   * @return the number
   * @throws MalformedException if fewer octets are left
   */
  public long number(int width) throws MalformedException {
    need(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | octets.at(at++);
    }
    return value;
  }

  /**
   * Reads a part.
   *
   * @param length how many octets
   * @return exactly as many
   * @throws MalformedException if fewer are left
   */
  public Octets take(int length) throws MalformedException {
    need(length);
    at += length;
    return octets.slice(at - length, at);
  }

  /**
   * Reads all that is left.
   *
   * @return 0 octets or more
   */
  public Octets rest() {
    Octets rest = octets.slice(at, octets.length());
    at = octets.length();
    return rest;
  }

  /**
   * Says that nothing may follow.
   *
   * @throws MalformedException if octets are left
   */
  public void end() throws MalformedException {
    if (remaining() > 0) {
      throw new MalformedException(remaining() + " trailing octets at offset " + at);
    }
  }

  private void need(int length) throws MalformedException {
    if (remaining() < length) {
      throw new MalformedException(
          "truncated: " + length + " octets needed at offset " + at + ", " + remaining() + " left");
    }
  }
}
