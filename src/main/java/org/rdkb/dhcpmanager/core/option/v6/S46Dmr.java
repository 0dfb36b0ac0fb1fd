package org.rdkb.dhcpmanager.core.option.v6;

import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * Default mapping rule of MAP-T (RFC 7598 section 4.3).
 *
 * @param prefix into which the rest of the IPv4 internet is translated
 */
public record S46Dmr(Ipv6Prefix prefix) implements Option6 {
  /** The option code. */
  public static final int CODE = 91;

  static S46Dmr decode(OctetsReader reader) throws MalformedException {
    Ipv6Prefix prefix = S46Prefix.read(reader);
    reader.end();
    return new S46Dmr(prefix);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter();
    S46Prefix.write(writer, prefix);
    return writer.toOctets();
  }
}
