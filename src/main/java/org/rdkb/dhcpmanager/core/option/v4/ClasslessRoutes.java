package org.rdkb.dhcpmanager.core.option.v4;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * Routes with prefix lengths (RFC 3442).
 *
 * @param code {@link #CODE}, or {@link #MICROSOFT_CODE} for the same under a private code
 * @param routes at least one and at most {@link #MOST}; gateway 0.0.0.0: the destination is on the
 *     link
 */
public record ClasslessRoutes(int code, List<Route4> routes) implements Option4 {
  /** The option code. */
  public static final int CODE = 121;

  /** What Windows servers sent before RFC 3442. */
  public static final int MICROSOFT_CODE = 249;

  /** More are refused: each becomes a kernel route. */
  public static final int MOST = 64;

  /** Checks code and number. */
  public ClasslessRoutes {
    routes = checked(routes);
    if (code != CODE && code != MICROSOFT_CODE) {
      throw new IllegalArgumentException("classless routes under code " + code);
    }
  }

  static List<Route4> checked(List<Route4> routes) {
    if (routes.isEmpty() || routes.size() > MOST) {
      throw new IllegalArgumentException(routes.size() + " routes");
    }
    return List.copyOf(routes);
  }

  static ClasslessRoutes decode(int code, OctetsReader reader) throws MalformedException {
    List<Route4> routes = new ArrayList<>();
    do {
      int length = reader.u8();
      if (length > 32) {
        throw new MalformedException("prefix length " + length);
      }
      int octets = (length + 7) / 8;
      int bits = octets == 0 ? 0 : (int) (reader.number(octets) << (8 * (4 - octets)));
      Ipv4Prefix destination = new Ipv4Prefix(new Ipv4Address(bits), length);
      routes.add(new Route4(destination, new Ipv4Address((int) reader.u32())));
    } while (reader.remaining() > 0);
    return new ClasslessRoutes(code, routes);
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter();
    for (Route4 route : routes) {
      int length = route.destination().length();
      int octets = (length + 7) / 8;
      writer.u8(length);
      long bits = Integer.toUnsignedLong(route.destination().address().bits());
      if (octets > 0) {
        writer.number(bits >>> (8 * (4 - octets)), octets);
      }
      writer.u32(Integer.toUnsignedLong(route.gateway().bits()));
    }
    return writer.toOctets();
  }
}
