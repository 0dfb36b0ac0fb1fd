package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * One source of time (RFC 5908 section 4); several come as several options.
 *
 * @param source where it is
 */
public record NtpServer(Source source) implements Option6 {
  /** The option code. */
  public static final int CODE = 56;

  private static final int UNICAST = 1;
  private static final int MULTICAST = 2;
  private static final int NAME = 3;

  /** Where a source of time is. */
  public sealed interface Source {}

  /**
   * A server.
   *
   * @param address its address
   */
  public record Unicast(Ipv6Address address) implements Source {}

  /**
   * A group.
   *
   * @param address its address
   */
  public record Multicast(Ipv6Address address) implements Source {}

  /**
   * A server by name.
   *
   * @param name without a final dot
   */
  public record Name(String name) implements Source {
    /** Checks the name. */
    public Name {
      DomainNames.checked(List.of(name));
    }
  }

  static NtpServer decode(OctetsReader reader) throws MalformedException {
    int type = reader.u16();
    OctetsReader value = new OctetsReader(reader.take(reader.u16()));
    reader.end();
    Source source =
        switch (type) {
          case UNICAST -> new Unicast(PlainDecoder.address(value));
          case MULTICAST -> new Multicast(PlainDecoder.address(value));
          case NAME -> new Name(PlainDecoder.name(value.rest()).get(0));
          default -> throw new MalformedException("unknown NTP sub-option " + type);
        };
    value.end();
    return new NtpServer(source);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    int type = NAME;
    Octets value;
    if (source instanceof Unicast unicast) {
      type = UNICAST;
      value = unicast.address().toOctets();
    } else if (source instanceof Multicast multicast) {
      type = MULTICAST;
      value = multicast.address().toOctets();
    } else {
      value = DomainNames.encode(List.of(((Name) source).name()));
    }
    return new OctetsWriter().u16(type).u16(value.length()).put(value).toOctets();
  }
}
