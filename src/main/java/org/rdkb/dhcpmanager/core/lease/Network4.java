package org.rdkb.dhcpmanager.core.lease;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a lease says about the network around the address.
 *
 * @param routers option 3, in the server's order
 * @param classlessRoutes option 121; when there are any, {@code routers} are not used (RFC 3442)
 * @param dnsServers option 6
 * @param ntpServers option 42
 * @param mtu option 26, absent if not sent
 */
public record Network4(
    List<Ipv4Address> routers,
    List<Route4> classlessRoutes,
    List<Ipv4Address> dnsServers,
    List<Ipv4Address> ntpServers,
    OptionalInt mtu) {
  /** Nothing said. */
  public static final Network4 NONE =
      new Network4(List.of(), List.of(), List.of(), List.of(), OptionalInt.empty());

  /** Takes copies of the lists. */
  public Network4 {
    routers = List.copyOf(routers);
    classlessRoutes = List.copyOf(classlessRoutes);
    dnsServers = List.copyOf(dnsServers);
    ntpServers = List.copyOf(ntpServers);
  }

  /**
   * The routes to install: option 121 if present, else one default route for each router.
   *
   * @return in order of preference
   */
  public List<Route4> routes() {
    return classlessRoutes.isEmpty()
        ? routers.stream().map(router -> new Route4(Ipv4Prefix.DEFAULT, router)).toList()
        : classlessRoutes;
  }
}
