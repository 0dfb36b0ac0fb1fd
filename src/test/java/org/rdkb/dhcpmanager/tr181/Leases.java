package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Leases for tests: "the usual one, except". */
public final class Leases {
  private Leases() {}

  public static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  public static Lease4 lease(long seconds) {
    Network4 network =
        new Network4(
            List.of(address("100.64.8.1"), address("100.64.8.2")),
            List.of(),
            List.of(address("192.0.2.53"), address("198.51.100.53")),
            List.of(),
            OptionalInt.empty());
    LeaseTimes times =
        LeaseTimes.normalised(new Lifetime(seconds), Optional.empty(), Optional.empty())
            .orElseThrow();
    return new Lease4(
        address("100.64.10.25"),
        22,
        Optional.empty(),
        Optional.of(address("100.64.8.1")),
        times,
        network,
        Provisioning4.NONE,
        new TreeMap<>());
  }

  static Lease4 options(Lease4 lease, Map<Integer, String> texts) {
    SortedMap<Integer, Octets> options = new TreeMap<>();
    texts.forEach((code, text) -> options.put(code, Octets.utf8(text)));
    return new Lease4(
        lease.address(),
        lease.prefixLength(),
        lease.broadcast(),
        lease.serverIdentifier(),
        lease.times(),
        lease.network(),
        lease.provisioning(),
        options);
  }
}
