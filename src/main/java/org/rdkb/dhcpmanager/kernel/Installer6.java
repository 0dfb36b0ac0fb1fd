package org.rdkb.dhcpmanager.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease6;

/** The addresses and prefixes of IPv6 leases: first what is new, then what is no more. */
final class Installer6 {
  private static final Logger log = LogManager.getLogger(Installer6.class);

  private final RoutePolicy policy;
  private final RtnetlinkChannel channel;

  Installer6(RoutePolicy policy, RtnetlinkChannel channel) {
    this.policy = policy;
    this.channel = channel;
  }

  /** Returns what the kernel refused; empty if nothing. */
  List<String> apply(LinkQuery.Details link, Lease6 lease, Optional<Lease6> previous) {
    int index = link.link().index();
    List<String> refusals = new ArrayList<>();
    for (IaAddress leased : lease.addresses()) {
      Address6Spec address = Address6Spec.of(leased);
      note("address " + address, channel.tell(address.add(index)), refusals);
    }
    if (policy == RoutePolicy.INSTALL) {
      for (IaPrefix delegated : lease.prefixes()) {
        PrefixSpec route = PrefixSpec.of(delegated);
        note("route " + route, channel.tell(route.add()), refusals);
      }
    }
    previous.ifPresent(old -> remove(index, old, Optional.of(lease), refusals));
    log.info(
        "LEASE-INSTALLED interface={} lease={} refusals={}",
        link.link().name(),
        lease.headline(),
        refusals.size());
    return refusals;
  }

  /** The requests that put back what the kernel has lost of a lease, by what they are for. */
  Map<String, NetlinkRequest> missing(int index, Lease6 lease) {
    Map<String, NetlinkRequest> requests = new LinkedHashMap<>();
    for (IaAddress leased : lease.addresses()) {
      Address6Spec address = Address6Spec.of(leased);
      requests.put("address " + address, address.addMissing(index));
    }
    if (policy == RoutePolicy.INSTALL) {
      for (IaPrefix delegated : lease.prefixes()) {
        PrefixSpec route = PrefixSpec.of(delegated);
        requests.put("route " + route, route.addMissing());
      }
    }
    return requests;
  }

  /** Removes a lease; the same answer. */
  List<String> remove(LinkQuery.Details link, Lease6 lease) {
    List<String> refusals = new ArrayList<>();
    remove(link.link().index(), lease, Optional.empty(), refusals);
    log.info(
        "LEASE-REMOVED interface={} lease={} refusals={}",
        link.link().name(),
        lease.headline(),
        refusals.size());
    return refusals;
  }

  /** Without its interface: addresses have gone with it, routes to nowhere have not. */
  List<String> removeRoutes(Lease6 lease) {
    List<String> refusals = new ArrayList<>();
    removePrefixes(lease, Set.of(), refusals);
    return refusals;
  }

  private void remove(int index, Lease6 old, Optional<Lease6> kept, List<String> refusals) {
    Set<Ipv6Address> addresses =
        kept.stream()
            .flatMap(lease -> lease.addresses().stream())
            .map(IaAddress::address)
            .collect(Collectors.toSet());
    for (IaAddress leased : old.addresses()) {
      if (!addresses.contains(leased.address())) {
        Address6Spec address = Address6Spec.of(leased);
        noteRemoval("address " + address, channel.tell(address.remove(index)), refusals);
        noteRemoval("route of " + address, channel.tell(address.removeRoute(index)), refusals);
      }
    }
    removePrefixes(
        old,
        kept.stream()
            .flatMap(lease -> lease.prefixes().stream())
            .map(IaPrefix::prefix)
            .collect(Collectors.toSet()),
        refusals);
  }

  private void removePrefixes(Lease6 old, Set<Ipv6Prefix> kept, List<String> refusals) {
    if (policy != RoutePolicy.INSTALL) {
      return;
    }
    for (IaPrefix delegated : old.prefixes()) {
      if (!kept.contains(delegated.prefix())) {
        PrefixSpec route = PrefixSpec.of(delegated);
        noteRemoval("route " + route, channel.tell(route.remove()), refusals);
      }
    }
  }

  private static void note(String what, Verdict verdict, List<String> refusals) {
    if (verdict instanceof Verdict.Refused refused) {
      refusals.add(what + ": " + refused.reason());
    }
  }

  /** What is gone already is what was wanted: the client, too, removes its addresses. */
  private static void noteRemoval(String what, Verdict verdict, List<String> refusals) {
    if (verdict instanceof Verdict.Refused refused
        && !KernelInstaller.NOT_THERE.contains(refused.errno())) {
      refusals.add("removal of " + what + ": " + refused.reason());
    }
  }
}
