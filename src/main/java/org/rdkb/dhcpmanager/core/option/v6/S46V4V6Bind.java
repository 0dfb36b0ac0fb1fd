package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * The binding of Lightweight 4over6 (RFC 7598 section 4.4).
 *
 * @param ipv4Address the softwire's IPv4 address
 * @param bindPrefix where the softwire's IPv6 address comes from
 * @param options port parameters
 */
public record S46V4V6Bind(Ipv4Address ipv4Address, Ipv6Prefix bindPrefix, List<Option6> options)
    implements Option6 {
  /** The option code. */
  public static final int CODE = 92;

  /** Takes a copy of the options. */
  public S46V4V6Bind {
    options = List.copyOf(options);
  }

  static S46V4V6Bind decode(OctetsReader reader, int depth) throws MalformedException {
    Ipv4Address ipv4Address = new Ipv4Address((int) reader.u32());
    Ipv6Prefix bindPrefix = S46Prefix.read(reader);
    return new S46V4V6Bind(ipv4Address, bindPrefix, Options6.decode(reader.rest(), depth));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter().u32(Integer.toUnsignedLong(ipv4Address.bits()));
    S46Prefix.write(writer, bindPrefix);
    return writer.put(Options6.encode(options)).toOctets();
  }
}
