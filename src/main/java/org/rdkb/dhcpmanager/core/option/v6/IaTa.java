package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * Identity association for temporary addresses (RFC 8415 section 21.5).
 *
 * @param iaid 0…2^32−1, chosen by the client
 * @param options addresses, status
 */
public record IaTa(long iaid, List<Option6> options) implements Option6 {
  /** The option code. */
  public static final int CODE = 4;

  /** Checks the range. */
  public IaTa {
    if (iaid >>> 32 != 0) {
      throw new IllegalArgumentException("IAID " + iaid);
    }
    options = List.copyOf(options);
  }

  static IaTa decode(OctetsReader reader, int depth) throws MalformedException {
    return new IaTa(reader.u32(), Options6.decode(reader.rest(), depth));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return new OctetsWriter().u32(iaid).put(Options6.encode(options)).toOctets();
  }
}
