package org.rdkb.dhcpmanager.core.lease;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a lease says about the network around the address.
 *
 * @param routers option 3, in the server's order
 * @param classlessRoutes option 121, else 249; when there are any, neither {@code routers} nor
 *     {@code staticRoutes} are used (RFC 3442)
 * @param staticRoutes option 33
 * @param dnsServers option 6
 * @param ntpServers option 42
 * @param mtu option 26, absent if not sent
 * @param routesLeftOut how many routes the server sent that cannot be used, or were too many
 */
public record Network4(
    List<Ipv4Address> routers,
    List<Route4> classlessRoutes,
    List<Route4> staticRoutes,
    List<Ipv4Address> dnsServers,
    List<Ipv4Address> ntpServers,
    OptionalInt mtu,
    int routesLeftOut) {
  /** Nothing said. */
  public static final Network4 NONE =
      new Network4(List.of(), List.of(), List.of(), List.of(), OptionalInt.empty());

  /**
   * A network without the routes of option 33, all of whose routes can be used.
   *
   * @param routers option 3
   * @param classlessRoutes option 121
   * @param dnsServers option 6
   * @param ntpServers option 42
   * @param mtu option 26
   */
  public Network4(
      List<Ipv4Address> routers,
      List<Route4> classlessRoutes,
      List<Ipv4Address> dnsServers,
      List<Ipv4Address> ntpServers,
      OptionalInt mtu) {
    this(routers, classlessRoutes, List.of(), dnsServers, ntpServers, mtu, 0);
  }

  /** Takes copies of the lists. */
  public Network4 {
    routers = List.copyOf(routers);
    classlessRoutes = List.copyOf(classlessRoutes);
    staticRoutes = List.copyOf(staticRoutes);
    dnsServers = List.copyOf(dnsServers);
    ntpServers = List.copyOf(ntpServers);
  }

  /**
   * The routes to install: option 121 if present, else those of option 33 and one default route for
   * each router.
   *
   * @return in order of preference
   */
  public List<Route4> routes() {
    return classlessRoutes.isEmpty()
        ? Stream.concat(
                staticRoutes.stream(),
                routers.stream().map(router -> new Route4(Ipv4Prefix.DEFAULT, router)))
            .toList()
        : classlessRoutes;
  }

  /**
   * The routers that the lease names: the next hops of option 121 if present, else option 3.
   *
   * @return in order, each once; a destination on the link has none
   */
  public List<Ipv4Address> nextHops() {
    return classlessRoutes.isEmpty()
        ? routers
        : classlessRoutes.stream()
            .map(Route4::gateway)
            .filter(gateway -> !gateway.equals(Ipv4Address.ANY))
            .distinct()
            .toList();
  }
}
