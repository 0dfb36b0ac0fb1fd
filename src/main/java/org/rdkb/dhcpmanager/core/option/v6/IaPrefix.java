package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * A delegated prefix of an IA_PD (RFC 8415 section 21.22).
 *
 * @param preferred how long it is preferred; zero: deprecated
 * @param valid how long it is valid, not below {@code preferred}; zero: withdrawn
 * @param prefix the prefix; length 0 is legal where a client hints at nothing. Bits behind the
 *     length are ignored
 * @param options status
 */
public record IaPrefix(Lifetime preferred, Lifetime valid, Ipv6Prefix prefix, List<Option6> options)
    implements Option6 {
  /** The option code. */
  public static final int CODE = 26;

  /** Checks that it is not preferred for longer than valid. */
  public IaPrefix {
    IaTimes.checkMember(preferred, valid);
    options = List.copyOf(options);
  }

  static IaPrefix decode(OctetsReader reader, int depth) throws MalformedException {
    Lifetime preferred = new Lifetime(reader.u32());
    Lifetime valid = new Lifetime(reader.u32());
    int length = reader.u8();
    return new IaPrefix(
        preferred,
        valid,
        new Ipv6Prefix(PlainDecoder.address(reader), length),
        Options6.decode(reader.rest(), depth));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return new OctetsWriter()
        .u32(preferred.seconds())
        .u32(valid.seconds())
        .u8(prefix.length())
        .put(prefix.address().toOctets())
        .put(Options6.encode(options))
        .toOctets();
  }
}
