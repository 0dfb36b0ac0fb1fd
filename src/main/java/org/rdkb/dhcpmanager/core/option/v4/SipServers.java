package org.rdkb.dhcpmanager.core.option.v4;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.DomainNames.Compression;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * SIP servers, by name or by address but not both (RFC 3361).
 *
 * @param names in order of preference; empty if there are addresses
 * @param addresses in order of preference; empty if there are names
 */
public record SipServers(List<String> names, List<Ipv4Address> addresses) implements Option4 {
  /** The option code. */
  public static final int CODE = 120;

  private static final int NAMES = 0;
  private static final int ADDRESSES = 1;

  /** Checks that there is exactly one kind. */
  public SipServers {
    if (names.isEmpty() == addresses.isEmpty()) {
      throw new IllegalArgumentException("names " + names + " and addresses " + addresses);
    }
    names = names.isEmpty() ? List.of() : DomainNames.checked(names);
    addresses = List.copyOf(addresses);
  }

  static SipServers decode(OctetsReader reader) throws MalformedException {
    int encoding = reader.u8();
    if (encoding == NAMES) {
      return new SipServers(DomainNames.decode(reader.rest(), Compression.ALLOWED), List.of());
    }
    if (encoding != ADDRESSES) {
      throw new MalformedException("encoding " + encoding);
    }
    List<Ipv4Address> addresses = new ArrayList<>();
    do {
      addresses.add(new Ipv4Address((int) reader.u32()));
    } while (reader.remaining() > 0);
    return new SipServers(List.of(), addresses);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    if (addresses.isEmpty()) {
      return new OctetsWriter().u8(NAMES).put(DomainNames.encode(names)).toOctets();
    }
    OctetsWriter writer = new OctetsWriter().u8(ADDRESSES);
    addresses.forEach(address -> writer.u32(Integer.toUnsignedLong(address.bits())));
    return writer.toOctets();
  }
}
