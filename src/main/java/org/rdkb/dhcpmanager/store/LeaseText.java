package org.rdkb.dhcpmanager.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * A row's record as lines and back. An absent value has no line. What makes the lease (row,
 * address, lifetimes, interface, instants) is there and right, or the file is damaged; what comes
 * with it may be missing or wrong, and is then as if the server had not sent it.
 */
final class LeaseText {
  private static final String ROW = "row";
  private static final String BOOT = "boot";
  private static final String RELEASED = "released";
  private static final String HELD = "held";
  private static final List<String> MOMENTS = List.of("obtained", "renew", "rebind", "expires");

  private final RowId row;
  private final LeaseFiles.Clocks clocks;

  LeaseText(RowId row, LeaseFiles.Clocks clocks) {
    this.row = row;
    this.clocks = clocks;
  }

  SortedMap<String, String> encode(ClientRecord record) {
    SortedMap<String, String> lines = new TreeMap<>();
    lines.put(ROW, row.toString());
    lines.put(BOOT, clocks.bootId());
    lines.put(RELEASED, Boolean.toString(record.released()));
    lines.put(HELD, Boolean.toString(record.lease().isPresent()));
    record.lease().ifPresent(held -> encode(held, lines));
    return lines;
  }

  private void encode(HeldLease held, SortedMap<String, String> lines) {
    List<Instant> moments =
        List.of(held.obtainedAt(), held.renewAt(), held.rebindAt(), held.expiresAt());
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = Moment.of(moments.get(i), clocks);
      lines.put(MOMENTS.get(i) + ".steady", moment.steady());
      lines.put(MOMENTS.get(i) + ".wallMillis", moment.wallMillis());
    }
    lines.put("interface", held.linuxInterface());
    if (held.lease() instanceof Lease6 lease) {
      Lease6Text.encode(lease, lines);
    } else {
      encode((Lease4) held.lease(), lines);
    }
  }

  private static void encode(Lease4 lease, SortedMap<String, String> lines) {
    lines.put("address", lease.address().toString());
    lines.put("prefixLength", Integer.toString(lease.prefixLength()));
    lease.broadcast().ifPresent(address -> lines.put("broadcast", address.toString()));
    lease.serverIdentifier().ifPresent(address -> lines.put("server", address.toString()));
    lines.put("leaseTime", Long.toString(lease.times().leaseTime().seconds()));
    lines.put("t1", Long.toString(lease.times().t1().seconds()));
    lines.put("t2", Long.toString(lease.times().t2().seconds()));
    lines.put("routers", joined(lease.network().routers()));
    lines.put("dnsServers", joined(lease.network().dnsServers()));
    lines.put("ntpServers", joined(lease.network().ntpServers()));
    lines.put("routes", routes(lease.network().classlessRoutes()));
    if (!lease.network().staticRoutes().isEmpty()) {
      lines.put("staticRoutes", routes(lease.network().staticRoutes()));
    }
    if (lease.network().routesLeftOut() > 0) {
      lines.put("routesLeftOut", Integer.toString(lease.network().routesLeftOut()));
    }
    lease.network().mtu().ifPresent(mtu -> lines.put("mtu", Integer.toString(mtu)));
    Provisioning4 texts = lease.provisioning();
    lines.put("hostName", texts.hostName());
    lines.put("domainName", texts.domainName());
    lines.put("bootFile", texts.bootFile());
    lines.put("tftpServer", texts.tftpServer());
    lines.put("timeZone", texts.timeZone());
    texts.timeOffset().ifPresent(offset -> lines.put("timeOffset", Integer.toString(offset)));
    lease.options().forEach((code, payload) -> lines.put("option." + code, payload.toHex()));
  }

  LeaseFiles.Recalled decode(SortedMap<String, String> values) throws DamagedException {
    Lines lines = new Lines(values);
    if (!lines.text(ROW).equals(row.toString())) {
      throw new DamagedException("is of another row");
    }
    boolean sameBoot = lines.text(BOOT).equals(clocks.bootId());
    boolean released = lines.orElse(false, () -> lines.flag(RELEASED));
    Optional<HeldLease> held =
        lines.flag(HELD) ? Optional.of(held(lines, sameBoot)) : Optional.empty();
    return new LeaseFiles.Recalled(new ClientRecord(held, released), sameBoot, lines.repaired());
  }

  private HeldLease held(Lines lines, boolean sameBoot) throws DamagedException {
    List<Instant> moments = new ArrayList<>();
    for (String name : MOMENTS) {
      Moment moment = new Moment(lines.text(name + ".steady"), lines.text(name + ".wallMillis"));
      moments.add(moment.steady(sameBoot, clocks));
    }
    String linuxInterface = lines.text("interface");
    Lease lease = row.family() == Family.V6 ? Lease6Text.decode(lines) : lease(lines);
    try {
      return new HeldLease(
          linuxInterface, lease, moments.get(0), moments.get(1), moments.get(2), moments.get(3));
    } catch (IllegalArgumentException order) {
      throw new DamagedException("its instants are out of order");
    }
  }

  private static Lease4 lease(Lines lines) throws DamagedException {
    Ipv4Address address = lines.address("address");
    if (!address.isUnicast()) {
      throw new DamagedException("address is not unicast");
    }
    int length = (int) lines.number("prefixLength", 1, 32);
    Optional<Ipv4Address> broadcast =
        lines.orElse(Optional.empty(), () -> lines.optionalAddress("broadcast"));
    Optional<Ipv4Address> server =
        lines.orElse(Optional.empty(), () -> lines.optionalAddress("server"));
    LeaseTimes times = times(lines);
    Network4 network =
        new Network4(
            lines.orElse(List.of(), () -> lines.addresses("routers")),
            lines.orElse(List.of(), () -> lines.routes("routes")),
            lines.orElse(
                List.of(),
                () -> lines.isPresent("staticRoutes") ? lines.routes("staticRoutes") : List.of()),
            lines.orElse(List.of(), () -> lines.addresses("dnsServers")),
            lines.orElse(List.of(), () -> lines.addresses("ntpServers")),
            lines.orElse(OptionalInt.empty(), () -> lines.optionalNumber("mtu", 68, 65_535)),
            lines
                .orElse(OptionalInt.empty(), () -> lines.optionalNumber("routesLeftOut", 1, 65_535))
                .orElse(0));
    OptionalInt offset =
        lines.orElse(
            OptionalInt.empty(),
            () -> lines.optionalNumber("timeOffset", Integer.MIN_VALUE, Integer.MAX_VALUE));
    Provisioning4 texts =
        new Provisioning4(
            textOf(lines, "hostName"),
            textOf(lines, "domainName"),
            textOf(lines, "bootFile"),
            textOf(lines, "tftpServer"),
            textOf(lines, "timeZone"),
            offset);
    SortedMap<Integer, Octets> options = lines.options("option.", 254);
    return new Lease4(address, length, broadcast, server, times, network, texts, options);
  }

  private static LeaseTimes times(Lines lines) throws DamagedException {
    long most = Lifetime.INFINITE.seconds();
    Lifetime whole = new Lifetime(lines.number("leaseTime", 1, most));
    return lines.orElse(
        LeaseTimes.normalised(whole, Optional.empty(), Optional.empty()).orElseThrow(),
        () -> {
          try {
            return new LeaseTimes(
                whole,
                new Lifetime(lines.number("t1", 1, most)),
                new Lifetime(lines.number("t2", 1, most)));
          } catch (IllegalArgumentException order) {
            throw new DamagedException("lease time, T1 and T2 are out of order");
          }
        });
  }

  private static String textOf(Lines lines, String key) {
    return lines.orElse("", () -> lines.text(key));
  }

  private static String joined(List<Ipv4Address> addresses) {
    return addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining(" "));
  }

  private static String routes(List<Route4> routes) {
    return routes.stream()
        .map(route -> route.destination() + " " + route.gateway())
        .collect(Collectors.joining(" "));
  }
}
