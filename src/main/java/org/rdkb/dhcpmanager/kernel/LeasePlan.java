package org.rdkb.dhcpmanager.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Route4;

/**
 * What a lease means to the kernel. Pure: the same lease on the same interface always gives the
 * same plan, so what a lease installed can be told from the lease.
 *
 * @param address the address
 * @param routes in the order in which they can be installed: on the link first
 * @param refused routes of the server that are not installed, with the reason
 */
record LeasePlan(AddressSpec address, List<RouteSpec> routes, List<String> refused) {
  /** Larger than the index of any interface that matters, so that interfaces do not collide. */
  private static final int NEXT_ROUTER = 100_000;

  private static final int FIRST_METRIC = 100;
  private static final int MOST_ROUTES = 256;
  private static final int HOST_LENGTH = 32;

  LeasePlan {
    routes = List.copyOf(routes);
    refused = List.copyOf(refused);
  }

  static LeasePlan of(Lease4 lease, RoutePolicy policy, int index) {
    AddressSpec address =
        new AddressSpec(
            lease.address(), lease.prefixLength(), broadcast(lease), lease.times().leaseTime());
    List<RouteSpec> routes = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    if (policy == RoutePolicy.INSTALL) {
      new Routes(lease, FIRST_METRIC + index, refused).collect(routes);
    }
    return new LeasePlan(address, routes, refused);
  }

  /** Option 28 as far as it makes sense: the kernel takes its value off the unicast addresses. */
  private static Ipv4Address broadcast(Lease4 lease) {
    if (lease.prefixLength() >= 31) {
      return Ipv4Address.ANY;
    }
    int hostBits = ~Ipv4Prefix.mask(lease.prefixLength()).bits();
    return lease
        .broadcast()
        .filter(it -> lease.subnet().contains(it) && !it.equals(lease.address()))
        .orElse(new Ipv4Address(lease.address().bits() | hostBits));
  }

  /** Orders and completes the routes of one lease. */
  private record Routes(Lease4 lease, int metric, List<String> refused) {

    void collect(List<RouteSpec> result) {
      List<Route4> usable =
          lease.network().routes().stream().filter(this::isUsable).limit(MOST_ROUTES).toList();
      List<Route4> onLink =
          usable.stream().filter(route -> route.gateway().equals(Ipv4Address.ANY)).toList();
      Set<RouteSpec> first = new LinkedHashSet<>();
      List<RouteSpec> second = new ArrayList<>();
      onLink.forEach(route -> first.add(spec(route, metric)));
      for (Route4 route : usable) {
        if (onLink.contains(route)) {
          continue;
        }
        if (!isReachable(route.gateway(), onLink)) {
          // RFC 3442 and routers outside the subnet: the router itself is on the link.
          Ipv4Prefix host = new Ipv4Prefix(route.gateway(), HOST_LENGTH);
          first.add(spec(new Route4(host, Ipv4Address.ANY), metric));
        }
        second.add(spec(route, metricOf(route, second)));
      }
      result.addAll(first);
      result.addAll(second);
    }

    /** A second router for the same destination comes after the first: two routes, two metrics. */
    private int metricOf(Route4 route, List<RouteSpec> before) {
      long same =
          before.stream().filter(it -> it.destination().equals(route.destination())).count();
      return metric + (int) same * NEXT_ROUTER;
    }

    private RouteSpec spec(Route4 route, int withMetric) {
      return new RouteSpec(route.destination(), route.gateway(), lease.address(), withMetric);
    }

    private boolean isReachable(Ipv4Address gateway, List<Route4> onLink) {
      return lease.subnet().contains(gateway)
          || onLink.stream().anyMatch(route -> route.destination().contains(gateway));
    }

    private boolean isUsable(Route4 route) {
      boolean toAny = route.gateway().equals(Ipv4Address.ANY);
      if (!toAny && (!route.gateway().isUnicast() || route.gateway().equals(lease.address()))) {
        refused.add(route + ": no router can have this address");
        return false;
      }
      Ipv4Prefix destination = route.destination();
      if (destination.length() > 0 && !destination.address().isUnicast() && !isZeroNet(route)) {
        refused.add(route + ": loopback or multicast destination");
        return false;
      }
      return true;
    }

    /** 0.0.0.0/1 and the like: halves of the default route. */
    private static boolean isZeroNet(Route4 route) {
      return route.destination().address().equals(Ipv4Address.ANY)
          && route.destination().length() < 8;
    }
  }
}
