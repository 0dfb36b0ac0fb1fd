package org.rdkb.dhcpmanager.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Route4;

class LeasePlanTest {
  private static final String ADDRESS = "192.0.2.7";

  @Test
  void routers_becomeDefaultRoutesOfFallingPreference() {
    assertEquals(
        List.of("0.0.0.0/0 via 192.0.2.1 metric 103", "0.0.0.0/0 via 192.0.2.2 metric 100103"),
        routes(24, List.of("192.0.2.1", "192.0.2.2")));
  }

  @Test
  void routerOutsideTheSubnet_isReachedOnTheLink() {
    assertEquals(
        List.of("203.0.113.1/32 on link metric 103", "0.0.0.0/0 via 203.0.113.1 metric 103"),
        routes(32, List.of("203.0.113.1")));
  }

  @Test
  void classlessRoutes_replaceRouters_andThoseOnTheLinkComeFirst() {
    assertEquals(
        List.of(
            "198.51.100.0/24 on link metric 103",
            "0.0.0.0/0 via 198.51.100.1 metric 103",
            "10.0.0.0/8 via 192.0.2.3 metric 103"),
        routes(
            24,
            List.of("192.0.2.1"),
            route("0.0.0.0", 0, "198.51.100.1"),
            route("198.51.100.0", 24, "0.0.0.0"),
            route("10.0.0.0", 8, "192.0.2.3")));
  }

  @Test
  void halvesOfTheDefaultRoute_areRoutes() {
    assertEquals(
        List.of("0.0.0.0/1 via 192.0.2.1 metric 103", "128.0.0.0/1 via 192.0.2.1 metric 103"),
        routes(
            24, List.of(), route("0.0.0.0", 1, "192.0.2.1"), route("128.0.0.0", 1, "192.0.2.1")));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 8, 127.0.0.1",
    "10.0.0.0, 8, 224.0.0.1",
    "10.0.0.0, 8, 255.255.255.255",
    "10.0.0.0, 8, 192.0.2.7",
    "127.0.0.0, 8, 192.0.2.1",
    "127.0.0.1, 32, 192.0.2.1",
    "224.0.0.0, 4, 192.0.2.1",
    "0.0.0.0, 8, 192.0.2.1",
    "255.255.255.255, 32, 0.0.0.0"
  })
  void senselessRoute_isRefusedAndTheOthersStay(String destination, int length, String gateway) {
    Lease4 lease =
        lease(
            24,
            Optional.empty(),
            List.of(),
            List.of(route(destination, length, gateway), route("10.1.0.0", 16, "192.0.2.1")));
    LeasePlan plan = LeasePlan.of(lease, RoutePolicy.INSTALL, 3);
    assertEquals(1, plan.refused().size());
    assertEquals(1, plan.routes().size());
  }

  @Test
  void routesOfOthers_areLeft() {
    Lease4 lease = lease(24, Optional.empty(), List.of(ip("192.0.2.1")), List.of());
    assertEquals(List.of(), LeasePlan.of(lease, RoutePolicy.LEAVE, 3).routes());
  }

  @ParameterizedTest
  @CsvSource({
    "24, 192.0.2.127, 192.0.2.127",
    "24, '', 192.0.2.255",
    "24, 192.0.2.7, 192.0.2.255",
    "24, 8.8.8.8, 192.0.2.255",
    "24, 255.255.255.255, 192.0.2.255",
    "30, '', 192.0.2.7",
    "31, 192.0.2.7, 0.0.0.0",
    "32, 192.0.2.255, 0.0.0.0",
    "1, '', 255.255.255.255"
  })
  void broadcast_isTheServersOnlyInsideTheSubnet(int length, String option, String expected) {
    Lease4 lease = lease(length, Ipv4Address.parse(option), List.of(), List.of());
    AddressSpec address = LeasePlan.of(lease, RoutePolicy.INSTALL, 3).address();
    assertEquals(expected, address.broadcast().toString());
  }

  private static List<String> routes(int length, List<String> routers, Route4... classless) {
    Lease4 lease =
        lease(
            length,
            Optional.empty(),
            routers.stream().map(LeasePlanTest::ip).toList(),
            Arrays.asList(classless));
    return LeasePlan.of(lease, RoutePolicy.INSTALL, 3).routes().stream()
        .map(RouteSpec::toString)
        .toList();
  }

  private static Lease4 lease(
      int length,
      Optional<Ipv4Address> broadcast,
      List<Ipv4Address> routers,
      List<Route4> classless) {
    return new Lease4(
        ip(ADDRESS),
        length,
        broadcast,
        Optional.empty(),
        new LeaseTimes(new Lifetime(100), new Lifetime(50), new Lifetime(80)),
        new Network4(routers, classless, List.of(), List.of(), OptionalInt.empty()),
        Provisioning4.NONE,
        new TreeMap<>());
  }

  private static Route4 route(String destination, int length, String gateway) {
    return new Route4(new Ipv4Prefix(ip(destination), length), ip(gateway));
  }

  private static Ipv4Address ip(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }
}
