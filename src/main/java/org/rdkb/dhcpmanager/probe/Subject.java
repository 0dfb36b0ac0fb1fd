package org.rdkb.dhcpmanager.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rdkb.dhcpmanager.core.client.Diagnosis.Finding;
import org.rdkb.dhcpmanager.core.client.Diagnosis.Layer;
import org.rdkb.dhcpmanager.core.client.Diagnosis.Verdict;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;

/**
 * What a row says about itself.
 *
 * @param family of the row
 * @param isEnabled whether a client is wanted
 * @param linuxInterface empty if none is configured
 * @param server what is known of the server
 * @param addresses of the lease; empty without one
 * @param router of the lease, IPv4 only
 * @param nameServers of the lease, the preferred one first
 */
record Subject(
    Family family,
    boolean isEnabled,
    String linuxInterface,
    Finding server,
    List<InetAddress> addresses,
    Optional<InetAddress> router,
    List<InetAddress> nameServers) {

  static Subject of(RowSnapshot row, Instant now) {
    Optional<HeldLease> held = row.lease(now);
    Finding server =
        held.isPresent()
            ? new Finding(Layer.SERVER, Verdict.GOOD, server(held.get()))
            : new Finding(Layer.SERVER, Verdict.BAD, none(row));
    return new Subject(
        row.row().family(),
        row.state().standing().configuration().enable(),
        row.state().standing().configuration().linuxInterface(),
        server,
        held.map(Subject::addresses).orElse(List.of()),
        held.flatMap(Subject::router),
        held.map(Subject::nameServers).orElse(List.of()));
  }

  private static String none(RowSnapshot row) {
    String error = row.lastError();
    return "no lease ("
        + row.state().dhcpStatus().word()
        + ")"
        + (error.isEmpty() ? "" : ": " + error);
  }

  private static String server(HeldLease held) {
    return held.lease() instanceof Lease4 v4
        ? v4.serverIdentifier().map(server -> server + " has granted a lease").orElse("a lease")
        : "a server has granted a lease";
  }

  private static List<InetAddress> addresses(HeldLease held) {
    if (held.lease() instanceof Lease4 v4) {
      return List.of(inet(v4.address()));
    }
    return held.lease() instanceof Lease6 v6
        ? v6.addresses().stream().map(each -> inet(each.address())).toList()
        : List.of();
  }

  private static Optional<InetAddress> router(HeldLease held) {
    return held.lease() instanceof Lease4 v4
        ? v4.network().nextHops().stream().findFirst().map(Subject::inet)
        : Optional.empty();
  }

  private static List<InetAddress> nameServers(HeldLease held) {
    if (held.lease() instanceof Lease4 v4) {
      return v4.network().dnsServers().stream().map(Subject::inet).toList();
    }
    return held.lease() instanceof Lease6 v6
        ? v6.answer().network().dnsServers().stream().map(Subject::inet).toList()
        : List.of();
  }

  private static InetAddress inet(Ipv4Address address) {
    return inet(ByteBuffer.allocate(Integer.BYTES).putInt(address.bits()).array());
  }

  private static InetAddress inet(Ipv6Address address) {
    return inet(address.toOctets().toArray());
  }

  private static InetAddress inet(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException never) {
      throw new IllegalStateException(never); // four octets, or sixteen
    }
  }

  Optional<InetAddress> router6(Function<String, Optional<InetAddress>> routes) {
    return family == Family.V6 ? routes.apply(linuxInterface) : Optional.empty();
  }

  String noRouter() {
    return family == Family.V6
        ? "no default route through " + linuxInterface + "; it comes by router advertisements"
        : "the lease names no router";
  }

  /** With which address a neighbour is asked; the neighbour's own family, any, without a lease. */
  InetAddress source(InetAddress neighbour) {
    return addresses.stream()
        .filter(own -> own.getClass().equals(neighbour.getClass()))
        .findFirst()
        .orElse(inet(new byte[neighbour.getAddress().length]));
  }
}
