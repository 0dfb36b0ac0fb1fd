package org.rdkb.dhcpmanager.core.option.v6;

import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/** The prefix of options 89, 91 and 92: a length in bits, then as many octets as it fills. */
final class S46Prefix {
  private S46Prefix() {}

  static Ipv6Prefix read(OctetsReader reader) throws MalformedException {
    int length = reader.u8();
    if (length > 128) {
      throw new MalformedException("IPv6 prefix length " + length);
    }
    Octets sent = reader.take((length + 7) / 8);
    OctetsWriter whole = new OctetsWriter().put(sent);
    whole.put(Octets.of(new byte[Ipv6Address.LENGTH - sent.length()]));
    // Surplus bits of the last octet are padding (RFC 7598 section 4.1): the prefix clears them.
    return new Ipv6Prefix(Ipv6Address.ofBytes(whole.toOctets().toArray()), length);
  }

  static void write(OctetsWriter writer, Ipv6Prefix prefix) {
    writer.u8(prefix.length());
    writer.put(prefix.address().toOctets().slice(0, (prefix.length() + 7) / 8));
  }
}
