package org.rdkb.dhcpmanager.core.option.v6;

import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * Which ports of a shared IPv4 address (RFC 7598 section 4.5).
 *
 * @param psidOffset bits before the PSID in a port, 0…15; 0 means one contiguous block
 * @param psidLength bits of the PSID, 0…16−{@code psidOffset}; 0: nothing is said of the PSID
 * @param psid the PSID itself, right-aligned; 0 if {@code psidLength} is 0
 */
public record S46PortParameters(int psidOffset, int psidLength, int psid) implements Option6 {
  /** The option code. */
  public static final int CODE = 93;

  private static final int PORT_BITS = 16;

  /** Checks that offset and PSID fit a port and the PSID its length. */
  public S46PortParameters {
    if (psidOffset < 0 || psidOffset > 15) {
      throw new IllegalArgumentException("PSID offset " + psidOffset);
    }
    if (psidLength < 0 || psidOffset + psidLength > PORT_BITS) {
      throw new IllegalArgumentException(
          "PSID length " + psidLength + " after offset " + psidOffset);
    }
    if (psid >>> psidLength != 0) {
      throw new IllegalArgumentException("PSID " + psid + " of length " + psidLength);
    }
  }

  static S46PortParameters decode(OctetsReader reader) throws MalformedException {
    int offset = reader.u8();
    int length = reader.u8();
    int field = reader.u16();
    reader.end();
    // Only the first psidLength bits count, the rest is padding; a longer length is refused above.
    int psid = length > PORT_BITS ? 0 : field >>> (PORT_BITS - length);
    return new S46PortParameters(offset, length, psid);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return new OctetsWriter()
        .u8(psidOffset)
        .u8(psidLength)
        .u16(psid << (PORT_BITS - psidLength))
        .toOctets();
  }
}
