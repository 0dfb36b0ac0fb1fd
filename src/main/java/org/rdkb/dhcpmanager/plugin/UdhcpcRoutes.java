package org.rdkb.dhcpmanager.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Route4;

/**
 * The routes out of udhcpc's fields. Each becomes a route in the kernel, so there is a cap; what is
 * left out is counted. One reading.
 */
final class UdhcpcRoutes {
  /** Of either kind. */
  static final int MOST = 64;

  private final Fields fields;
  private final Ipv4Address own;
  private int leftOut;
  private boolean isFull;

  UdhcpcRoutes(Fields fields, Ipv4Address own) {
    this.fields = fields;
    this.own = own;
  }

  /** Complete when both kinds have been read. */
  int leftOut() {
    return leftOut;
  }

  /** Option 121, else its Microsoft twin 249: {@code destination/length gateway …}. */
  List<Route4> classless() {
    String field = fields.text("staticroutes").isPresent() ? "staticroutes" : "msstaticroutes";
    List<String> words = fields.words(field);
    List<Route4> routes = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      String gateway = i + 1 < words.size() ? words.get(i + 1) : "";
      add(field, classless(words.get(i), gateway), routes);
    }
    return routes;
  }

  /** Option 33: {@code destination/gateway …}; the class of the destination says its length. */
  List<Route4> classful() {
    List<Route4> routes = new ArrayList<>();
    for (String word : fields.words("routes")) {
      int slash = word.indexOf('/');
      Optional<Route4> route =
          slash < 0
              ? Optional.empty()
              : Ipv4Address.parse(word.substring(0, slash))
                  // RFC 2132 section 5.8: the default route is not a legal destination here.
                  .filter(destination -> !destination.equals(Ipv4Address.ANY))
                  .map(Ipv4Prefix::classful)
                  .flatMap(destination -> route(destination, word.substring(slash + 1)))
                  .filter(it -> !it.gateway().equals(Ipv4Address.ANY));
      add("routes", route, routes);
    }
    return routes;
  }

  private void add(String field, Optional<Route4> route, List<Route4> routes) {
    if (route.isPresent() && routes.contains(route.get())) {
      return;
    }
    if (route.isPresent() && routes.size() < MOST) {
      routes.add(route.get());
      return;
    }
    leftOut++;
    if (!isFull) {
      fields.note(
          field, route.isEmpty() ? "an entry is no usable route" : "more than " + MOST + " routes");
    }
    isFull = routes.size() == MOST;
  }

  private Optional<Route4> classless(String to, String via) {
    int slash = to.indexOf('/');
    if (slash < 0 || !to.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]")) {
      return Optional.empty();
    }
    int length = Integer.parseInt(to.substring(slash + 1));
    return Ipv4Address.parse(to.substring(0, slash))
        .map(address -> new Ipv4Prefix(address, length))
        .flatMap(destination -> route(destination, via));
  }

  private Optional<Route4> route(Ipv4Prefix destination, String via) {
    return Ipv4Address.parse(via)
        // RFC 3442: 0.0.0.0 says that the destination is on the link.
        .filter(hop -> hop.equals(Ipv4Address.ANY) || (hop.isUnicast() && !hop.equals(own)))
        .filter(hop -> isDestination(destination))
        .map(hop -> new Route4(destination, hop));
  }

  /** Everything, or unicast: a server has no say over loopback and multicast. */
  private static boolean isDestination(Ipv4Prefix prefix) {
    return prefix.length() < 8
        ? prefix.address().bits() >>> 24 < 224
        : prefix.address().isUnicast();
  }
}
