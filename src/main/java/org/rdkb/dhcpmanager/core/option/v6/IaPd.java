package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;

/**
 * Identity association for delegated prefixes (RFC 8415 section 21.21).
 *
 * @param iaid 0…2^32−1, chosen by the client
 * @param t1 after which to renew; zero leaves it to the client
 * @param t2 after which to rebind; zero leaves it to the client; not before T1 unless either is
 *     zero
 * @param options addresses, prefixes, status
 */
public record IaPd(long iaid, Lifetime t1, Lifetime t2, List<Option6> options) implements Option6 {
  /** The option code. */
  public static final int CODE = 25;

  /** Checks the range and that T1 does not exceed T2. */
  public IaPd {
    IaTimes.check(iaid, t1, t2);
    options = List.copyOf(options);
  }

  static IaPd decode(OctetsReader reader, int depth) throws MalformedException {
    return new IaPd(
        reader.u32(),
        new Lifetime(reader.u32()),
        new Lifetime(reader.u32()),
        Options6.decode(reader.rest(), depth));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return IaTimes.payload(iaid, t1, t2, options);
  }
}
