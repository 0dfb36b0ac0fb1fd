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
 * Routes of the time before CIDR (RFC 2132 section 5.8), to be ignored beside option 121 (RFC
 * 3442).
 *
 * @param routes at least one and at most {@link ClasslessRoutes#MOST}; the destination is the
 *     network of its class, or one host if bits behind the class are set
 */
public record StaticRoutes(List<Route4> routes) implements Option4 {
  /** The option code. */
  public static final int CODE = 33;

  /** Checks the number, and that none is a default route, which RFC 2132 forbids here. */
  public StaticRoutes {
    routes = ClasslessRoutes.checked(routes);
    if (routes.stream().anyMatch(route -> route.destination().address().bits() == 0)) {
      throw new IllegalArgumentException("default route");
    }
  }

  static StaticRoutes decode(OctetsReader reader) throws MalformedException {
    List<Route4> routes = new ArrayList<>();
    do {
      Ipv4Address destination = new Ipv4Address((int) reader.u32());
      Ipv4Address gateway = new Ipv4Address((int) reader.u32());
      routes.add(new Route4(Ipv4Prefix.classful(destination), gateway));
    } while (reader.remaining() > 0);
    return new StaticRoutes(routes);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter();
    for (Route4 route : routes) {
      writer.u32(Integer.toUnsignedLong(route.destination().address().bits()));
      writer.u32(Integer.toUnsignedLong(route.gateway().bits()));
    }
    return writer.toOctets();
  }
}
