package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * A mapping rule (RFC 7598 section 4.1). Ranges only; what a rule means is decided elsewhere.
 *
 * @param forwarding the F flag: also a forwarding mapping rule
 * @param eaLength embedded address bits, 0…48
 * @param ipv4Prefix rule IPv4 prefix
 * @param ipv6Prefix rule IPv6 prefix
 * @param options port parameters
 */
public record S46Rule(
    boolean forwarding,
    int eaLength,
    Ipv4Prefix ipv4Prefix,
    Ipv6Prefix ipv6Prefix,
    List<Option6> options)
    implements Option6 {
  /** The option code. */
  public static final int CODE = 89;

  private static final int MOST_EA_BITS = 48;

  /** Checks the EA length. */
  public S46Rule {
    if (eaLength < 0 || eaLength > MOST_EA_BITS) {
      throw new IllegalArgumentException("EA length " + eaLength);
    }
    options = List.copyOf(options);
  }

  static S46Rule decode(OctetsReader reader, int depth) throws MalformedException {
    boolean forwarding = (reader.u8() & 1) != 0;
    int eaLength = reader.u8();
    int length = reader.u8();
    if (length > 32) {
      throw new MalformedException("IPv4 prefix length " + length);
    }
    Ipv4Prefix ipv4Prefix = new Ipv4Prefix(new Ipv4Address((int) reader.u32()), length);
    Ipv6Prefix ipv6Prefix = S46Prefix.read(reader);
    return new S46Rule(
        forwarding, eaLength, ipv4Prefix, ipv6Prefix, Options6.decode(reader.rest(), depth));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter().u8(forwarding ? 1 : 0).u8(eaLength);
    writer.u8(ipv4Prefix.length()).u32(Integer.toUnsignedLong(ipv4Prefix.address().bits()));
    S46Prefix.write(writer, ipv6Prefix);
    return writer.put(Options6.encode(options)).toOctets();
  }
}
