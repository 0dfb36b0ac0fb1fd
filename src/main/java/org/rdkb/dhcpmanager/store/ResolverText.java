package org.rdkb.dhcpmanager.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.v4.LeasedOptions4;

/**
 * What a resolver's file says for a set of leases (resolv.conf(5)). Pure.
 *
 * <p>A resolver asks the first three servers only, so each lease names its first one before any
 * names its second: with two uplinks, one of them down, a name still resolves. Each server and each
 * domain stands once, in the order of the rows.
 */
final class ResolverText {
  static final String MARK = "# Written by the DHCP client manager; changes will be lost.\n";

  /** MAXNS of resolv.h, in glibc and musl: later ones are never asked. */
  static final int MOST_SERVERS = 3;

  /** MAXDNSRCH of resolv.h; glibc before 2.26 and others drop or refuse more. */
  static final int MOST_DOMAINS = 6;

  /** Of the search line, likewise. */
  static final int LONGEST_SEARCH = 256;

  private ResolverText() {}

  /** Empty when no lease names a server. */
  static String of(List<HeldLease> leases) {
    List<String> servers = servers(leases);
    if (servers.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(MARK);
    String search = search(leases);
    if (!search.isEmpty()) {
      text.append("search ").append(search).append('\n');
    }
    servers.forEach(server -> text.append("nameserver ").append(server).append('\n'));
    return text.toString();
  }

  private static List<String> servers(List<HeldLease> leases) {
    List<List<String>> each = leases.stream().map(ResolverText::servers).toList();
    int most = each.stream().mapToInt(List::size).max().orElse(0);
    Set<String> all = new LinkedHashSet<>();
    for (int rank = 0; rank < most; rank++) {
      for (List<String> ofLease : each) {
        if (rank < ofLease.size()) {
          all.add(ofLease.get(rank));
        }
      }
    }
    return all.stream().limit(MOST_SERVERS).toList();
  }

  private static List<String> servers(HeldLease held) {
    if (held.lease() instanceof Lease4 lease) {
      return lease.network().dnsServers().stream().map(Object::toString).toList();
    }
    return ((Lease6) held.lease())
        .answer().network().dnsServers().stream()
            .map(server -> scoped(server, held.linuxInterface()))
            .toList();
  }

  /** A link-local address means nothing without its link (RFC 4007 section 11). */
  private static String scoped(Ipv6Address server, String linuxInterface) {
    return server.isLinkLocal() ? server + "%" + linuxInterface : server.toString();
  }

  private static String search(List<HeldLease> leases) {
    Map<String, String> names = new LinkedHashMap<>();
    leases.stream()
        .flatMap(ResolverText::domains)
        // A name with a line break would write other people's lines.
        .filter(DomainNames::isName)
        .forEach(name -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
    List<String> kept = new ArrayList<>();
    int length = 0;
    for (String name : names.values()) {
      if (kept.size() < MOST_DOMAINS && length + name.length() <= LONGEST_SEARCH) {
        kept.add(name);
        length += name.length() + 1;
      }
    }
    return String.join(" ", kept);
  }

  private static Stream<String> domains(HeldLease held) {
    return held.lease() instanceof Lease4 lease
        ? LeasedOptions4.searchDomains(lease).stream()
        : ((Lease6) held.lease()).answer().network().domains().stream();
  }
}
