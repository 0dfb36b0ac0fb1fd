package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.Samples;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Network6;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v4.DomainSearch;

/** One file for all leases: options 6, 15, 119 of IPv4 and 23, 24 of IPv6. */
class ResolverTextTest {

  private static HeldLease v4(String domain, List<String> search, String... servers) {
    TreeMap<Integer, Octets> options = new TreeMap<>(Map.of());
    if (!search.isEmpty()) {
      options.put(DomainSearch.CODE, new DomainSearch(search).payload());
    }
    Lease4 lease =
        new Lease4(
            Samples.ip("192.0.2.10"),
            24,
            Optional.empty(),
            Optional.empty(),
            Samples.times(60),
            new Network4(
                List.of(),
                List.of(),
                Stream.of(servers).map(Samples::ip).toList(),
                List.of(),
                OptionalInt.empty()),
            new Provisioning4("", domain, "", "", "", OptionalInt.empty()),
            options);
    return HeldLease.granted("eth0", lease, Samples.NOW);
  }

  private static HeldLease v6(List<String> domains, String... servers) {
    List<Ipv6Address> all =
        Stream.of(servers).map(text -> Ipv6Address.parse(text).orElseThrow()).toList();
    Lifetimes6 minute = new Lifetimes6(new Lifetime(60), new Lifetime(60));
    Reply6 reply =
        new Reply6(
            List.of(new IaAddress(Ipv6Address.parse("2001:db8::1").orElseThrow(), minute)),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new Answer6(new Network6(all, domains, List.of(), ""), new TreeMap<>(Map.of())));
    return HeldLease.granted("wan6", reply.onto(Optional.empty()).orElseThrow(), Samples.NOW);
  }

  private static List<String> lines(HeldLease... leases) {
    String text = ResolverText.of(List.of(leases));
    return text.isEmpty() ? List.of() : text.substring(ResolverText.MARK.length()).lines().toList();
  }

  @Test
  void families_areMerged_firstServersFirst_eachOnce_threeAtMost() {
    assertEquals(
        List.of(
            "search b.example c.example v6.example",
            "nameserver 192.0.2.1",
            "nameserver 198.51.100.1",
            "nameserver fe80::1%wan6"),
        lines(
            v4("a.example", List.of("b.example", "c.example"), "192.0.2.1", "192.0.2.2"),
            v4("B.EXAMPLE.", List.of(), "198.51.100.1", "192.0.2.1"),
            v6(List.of("v6.example", "c.example"), "fe80::1", "2001:db8::53")));
  }

  @Test
  void onlyIpv6_hasAFileToo_andNoServerNone() {
    assertEquals(
        List.of("search v6.example", "nameserver 2001:db8::53"),
        lines(v6(List.of("v6.example"), "2001:db8::53")));
    assertEquals(List.of(), lines(v6(List.of("v6.example"))));
    assertEquals(List.of(), lines());
  }

  @Test
  void searchList_staysWithinWhatResolversTake() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.add("d" + i + ".example");
    }
    String search = lines(v6(many, "2001:db8::53")).get(0);
    assertEquals(6, search.substring("search ".length()).split(" ", -1).length);
    String label = "x".repeat(60);
    List<String> longOnes =
        List.of(label + "." + label, label + ".a." + label, label + ".b." + label, "s.example");
    String cut = lines(v6(longOnes, "2001:db8::53")).get(0).substring("search ".length());
    assertTrue(cut.length() <= ResolverText.LONGEST_SEARCH, cut);
    assertTrue(cut.endsWith(" s.example"), cut);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nnameserver 203.0.113.66", "a b", "$(id)", "a..b", "a/../b", "é.example", "#"})
  void hostileDomain_isLeftOut(String domain) {
    List<String> all = lines(v6(List.of(domain, "good.example"), "2001:db8::53"));
    assertEquals(2, all.size(), all.toString());
    assertEquals("search good.example", all.get(0));
    assertEquals(2, lines(v4(domain, List.of(), "192.0.2.1"), v4("ok.example", List.of())).size());
  }
}
