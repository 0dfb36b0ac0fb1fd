package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * An address of an IA_NA or IA_TA (RFC 8415 section 21.6).
 *
 * @param address the address
 * @param preferred how long to start connections from it; zero: deprecated
 * @param valid how long to use it at all, not below {@code preferred}; zero: withdrawn
 * @param options status
 */
public record IaAddress(
    Ipv6Address address, Lifetime preferred, Lifetime valid, List<Option6> options)
    implements Option6 {
  /** The option code. */
  public static final int CODE = 5;

  /** Checks that it is not preferred for longer than valid. */
  public IaAddress {
    IaTimes.checkMember(preferred, valid);
    options = List.copyOf(options);
  }

  static IaAddress decode(OctetsReader reader, int depth) throws MalformedException {
    return new IaAddress(
        PlainDecoder.address(reader),
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
    return new OctetsWriter()
        .put(address.toOctets())
        .u32(preferred.seconds())
        .u32(valid.seconds())
        .put(Options6.encode(options))
        .toOctets();
  }
}
