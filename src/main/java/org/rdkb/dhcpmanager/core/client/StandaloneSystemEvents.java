package org.rdkb.dhcpmanager.core.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;

/**
 * Where this component owns routes: addresses, prefixes and routes as the kernel has them, then
 * {@code wan-status} over all rows ({@code started} or {@code stopped}), and {@code
 * firewall-restart} last, once for a step that changed any of them.
 *
 * <p>Names are {@code ipv4_<if>_ipaddr}, {@code _subnet}, {@code _routes} and {@code
 * ipv6_<if>_ipaddr}, {@code _prefix}; the last is the route as well, since a delegated prefix is
 * routed as unreachable. Lists are joined by commas. What ends is set to the empty text.
 */
public final class StandaloneSystemEvents implements SystemEventRules {
  private static final String WAN_STATUS = "wan-status";

  @Override
  public Outcome after(RowStep step, Map<String, String> told) {
    Telling telling = new Telling(told);
    if (step.event() instanceof ClientEvent.Recovered recovered) {
      // What an earlier run had told; only what changed meanwhile is news.
      recovered
          .record()
          .lease()
          .ifPresent(held -> values(Optional.of(held), held).forEach(telling::known));
      if (recovered.record().lease().isPresent()) {
        telling.known(WAN_STATUS, "started");
      }
    }
    if (!isSettled(step)) {
      return new Outcome(telling.told(), List.of());
    }
    Optional<HeldLease> now = step.after().lease(step.now());
    former(step)
        .filter(old -> now.isEmpty() || !now.get().linuxInterface().equals(old.linuxInterface()))
        .ifPresent(old -> values(Optional.empty(), old).forEach(telling::stateOrNothing));
    now.ifPresent(held -> values(now, held).forEach(telling::stateOrNothing));
    if (!telling.isEmpty()) {
      telling.state(WAN_STATUS, isAnyLease(telling.told()) ? "started" : "stopped");
      telling.signal("firewall-restart");
    }
    return telling.outcome();
  }

  /** A lease that is not wholly in force is not news yet, as it is none for subscribers. */
  private static boolean isSettled(RowStep step) {
    return step.installed()
        && !(step.after().state() instanceof Bound bound && !bound.trouble().isEmpty());
  }

  private static Optional<HeldLease> former(RowStep step) {
    if (step.event() instanceof ClientEvent.Recovered recovered) {
      return recovered.record().lease();
    }
    return step.before().state().standing().held();
  }

  /** The names of an interface and a family, each with its value; empty where there is no lease. */
  private static Map<String, String> values(Optional<HeldLease> held, HeldLease names) {
    Map<String, String> all = new LinkedHashMap<>();
    if (LinkPlace.of(names.linuxInterface()).isElsewhere()) {
      return all; // a container's network is no affair of this machine's
    }
    Optional<Lease> lease = held.map(HeldLease::lease);
    if (names.lease() instanceof Lease4) {
      String prefix = "ipv4_" + names.linuxInterface() + "_";
      Optional<Lease4> v4 = lease.map(Lease4.class::cast);
      all.put(prefix + "ipaddr", v4.map(it -> it.address().toString()).orElse(""));
      all.put(
          prefix + "subnet",
          v4.map(it -> Ipv4Prefix.mask(it.prefixLength()).toString()).orElse(""));
      all.put(prefix + "routes", v4.map(it -> joined(it.network().routes().stream())).orElse(""));
    } else {
      String prefix = "ipv6_" + names.linuxInterface() + "_";
      Optional<Lease6> v6 = lease.map(Lease6.class::cast);
      all.put(
          prefix + "ipaddr",
          v6.map(it -> joined(it.addresses().stream().map(a -> a.address()))).orElse(""));
      all.put(
          prefix + "prefix",
          v6.map(it -> joined(it.prefixes().stream().map(p -> p.prefix()))).orElse(""));
    }
    return all;
  }

  private static String joined(Stream<?> parts) {
    return parts.map(Object::toString).collect(Collectors.joining(","));
  }

  private static boolean isAnyLease(Map<String, String> told) {
    return told.keySet().stream().anyMatch(name -> !name.equals(WAN_STATUS));
  }
}
