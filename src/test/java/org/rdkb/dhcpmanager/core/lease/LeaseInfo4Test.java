package org.rdkb.dhcpmanager.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Against blocks built by the C component from the same leases. */
class LeaseInfo4Test {
  private static final Map<String, String> VECTORS = new HashMap<>();

  @BeforeAll
  static void readVectors() throws IOException {
    for (String line : Files.readAllLines(Path.of("src/test/resources/golden/leaseinfo4.txt"))) {
      int blank = line.indexOf(' ');
      VECTORS.put(line.substring(0, blank), line.substring(blank + 1));
    }
  }

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  private static List<Ipv4Address> addresses(String... texts) {
    return List.of(texts).stream().map(LeaseInfo4Test::address).toList();
  }

  private static Lease4 lease(String address, Network4 network, Provisioning4 provisioning) {
    return lease(address, network, provisioning, new TreeMap<>());
  }

  private static Lease4 lease(
      String address,
      Network4 network,
      Provisioning4 provisioning,
      SortedMap<Integer, Octets> options) {
    LeaseTimes times =
        LeaseTimes.normalised(new Lifetime(3600), Optional.empty(), Optional.empty()).orElseThrow();
    return new Lease4(
        address(address),
        22,
        Optional.empty(),
        Optional.empty(),
        times,
        network,
        provisioning,
        options);
  }

  private static Network4 network(List<Ipv4Address> routers, List<Ipv4Address> dns) {
    return new Network4(routers, List.of(), dns, List.of(), OptionalInt.empty());
  }

  private static void check(String vector, Lease4 lease) {
    assertEquals(VECTORS.get(vector), LeaseInfo4.encode("erouter0", lease).toHex(), vector);
  }

  private static final List<Ipv4Address> ROUTER = addresses("100.64.8.1");
  private static final List<Ipv4Address> DNS = addresses("192.0.2.53", "198.51.100.53");

  @Test
  void lease_withRouterAndResolvers() {
    check("v4_bound", lease("100.64.10.25", network(ROUTER, DNS), Provisioning4.NONE));
    check("v4_renew", lease("100.64.10.25", network(ROUTER, DNS), Provisioning4.NONE));
    check("v4_renew_new_address", lease("100.64.10.77", network(ROUTER, DNS), Provisioning4.NONE));
  }

  @Test
  void lease_withoutRouterAndResolvers() {
    check(
        "v4_bound_no_router_no_dns",
        lease("100.64.10.25", network(List.of(), List.of()), Provisioning4.NONE));
  }

  @Test
  void gateways_cutTo31Characters() {
    List<Ipv4Address> routers = addresses("100.64.108.101", "100.64.108.102", "100.64.108.103");
    check(
        "v4_bound_two_routers_truncated",
        lease("100.64.10.25", network(routers, DNS), Provisioning4.NONE));
  }

  @Test
  void hostName_cutTo63Characters() {
    Provisioning4 texts =
        new Provisioning4("h".repeat(64), "example.net", "", "", "", OptionalInt.empty());
    check("v4_bound_hostname_64", lease("100.64.10.25", network(ROUTER, DNS), texts));
  }

  /**
   * All but the line rates, which no option carries: the C plugin took them from its environment.
   */
  @Test
  void lease_withEverything() {
    Provisioning4 texts =
        new Provisioning4(
            "gw-0001",
            "example.net",
            "cfg/gw.bin",
            "100.64.8.2",
            "CET-1CEST",
            OptionalInt.of(3600));
    SortedMap<Integer, Octets> options =
        new TreeMap<>(Map.of(122, Octets.parseHex("0104c0000201020400000000").orElseThrow()));
    byte[] expected =
        Octets.parseHex(String.valueOf(VECTORS.get("v4_bound_all_env"))).orElseThrow().toArray();
    java.util.Arrays.fill(expected, 364, 372, (byte) 0);
    assertEquals(
        Octets.of(expected),
        LeaseInfo4.encode("erouter0", lease("100.64.10.25", network(ROUTER, DNS), texts, options)));
  }

  @Test
  void defaultRouteOfOption121_isTheGateway() {
    Network4 network =
        new Network4(
            ROUTER,
            List.of(
                new Route4(new Ipv4Prefix(address("10.0.0.0"), 8), address("100.64.8.8")),
                new Route4(Ipv4Prefix.DEFAULT, address("100.64.8.9"))),
            DNS,
            List.of(),
            OptionalInt.of(1400));
    Octets block = LeaseInfo4.encode("e", lease("100.64.10.25", network, Provisioning4.NONE));
    assertEquals(Octets.utf8("100.64.8.9\0"), block.slice(128, 139));
    assertEquals(Octets.of((byte) 0x78, (byte) 0x05, (byte) 0, (byte) 0), block.slice(352, 356));
  }

  @Test
  void interfaceNameTooLong_isCutAndTerminated() {
    Octets block =
        LeaseInfo4.encode(
            "i".repeat(100), lease("100.64.10.25", Network4.NONE, Provisioning4.NONE));
    assertEquals(LeaseInfo4.LENGTH, block.length());
    assertEquals('i', block.at(62));
    assertEquals(0, block.at(63));
  }
}
