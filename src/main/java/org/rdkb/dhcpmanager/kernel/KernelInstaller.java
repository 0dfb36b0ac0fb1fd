package org.rdkb.dhcpmanager.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.LeaseInstaller;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.linux.Errno;

/**
 * Puts leases on interfaces and takes them off. First everything new is installed, then what only
 * the previous lease had is removed; what is in both only gets its lifetime.
 */
public final class KernelInstaller implements LeaseInstaller, AutoCloseable {
  private static final Logger log = LogManager.getLogger(KernelInstaller.class);

  /** What was asked to be removed is not there: that is what was wanted. */
  static final Set<Integer> NOT_THERE = Set.of(Errno.ESRCH, Errno.EADDRNOTAVAIL, Errno.ENODEV);

  private final RoutePolicy policy;
  private final RtnetlinkChannel channel;
  private final AddressTable addresses;
  private final MtuSetting mtu;
  private final Installer6 v6;

  private KernelInstaller(RoutePolicy policy, RtnetlinkChannel channel) {
    this.policy = policy;
    this.channel = channel;
    this.addresses = new AddressTable(channel);
    this.mtu = new MtuSetting(channel);
    this.v6 = new Installer6(policy, channel);
  }

  /**
   * Opens its socket, in the network namespace of the calling thread.
   *
   * @param policy whether routes are ours
   * @return open until {@link #close}
   * @throws IOException when the kernel gives no socket
   */
  public static KernelInstaller open(RoutePolicy policy) throws IOException {
    return new KernelInstaller(policy, RtnetlinkChannel.open());
  }

  /** In the namespace of a channel, which stays the caller's. */
  static KernelInstaller on(RtnetlinkChannel channel) {
    return new KernelInstaller(RoutePolicy.INSTALL, channel);
  }

  @Override
  public void apply(String linuxInterface, Lease lease, Optional<Lease> previous)
      throws EffectException {
    LinkQuery.Details link =
        LinkQuery.find(channel, linuxInterface)
            .orElseThrow(() -> failed(List.of("no interface " + linuxInterface)));
    if (lease instanceof Lease6 lease6) {
      List<String> refusals = v6.apply(link, lease6, previous.map(Lease6.class::cast));
      if (!refusals.isEmpty()) {
        throw failed(refusals);
      }
    } else {
      apply(linuxInterface, link, (Lease4) lease, previous.map(Lease4.class::cast));
    }
  }

  private void apply(
      String linuxInterface, LinkQuery.Details link, Lease4 lease, Optional<Lease4> previous)
      throws EffectException {
    int index = link.link().index();
    LeasePlan plan = LeasePlan.of(lease, policy, index);
    Optional<LeasePlan> former = previous.map(it -> LeasePlan.of(it, policy, index));
    plan.refused()
        .forEach(it -> log.warn("ROUTE-REFUSED interface={} route={}", linuxInterface, it));

    List<String> refusals = new ArrayList<>();
    Optional<AddressSpec> replaced =
        former.map(LeasePlan::address).filter(it -> !isSameAddress(it, plan.address()));
    // In one subnet the second address would depend on the first, and go with it.
    boolean early = replaced.filter(it -> it.subnet().equals(plan.address().subnet())).isPresent();
    if (early) {
      removeAddress(replaced.get(), index, refusals);
    }
    Verdict verdict = channel.tell(plan.address().add(index));
    if (verdict instanceof Verdict.Refused refused) {
      refusals.add("address " + plan.address() + ": " + refused.reason());
      throw failed(refusals);
    }
    for (RouteSpec route : plan.routes()) {
      note("route " + route, channel.tell(route.add(index)), refusals);
    }
    if (former.isPresent()) {
      removeRoutes(former.get(), plan.routes(), index, refusals);
    }
    if (replaced.isPresent() && !early) {
      removeAddress(replaced.get(), index, refusals);
    }
    mtu.apply(link, lease.network().mtu()).ifPresent(refusals::add);
    log.info(
        "LEASE-INSTALLED interface={} address={} routes={} refusals={}",
        linuxInterface,
        plan.address(),
        plan.routes().size(),
        refusals.size());
    if (!refusals.isEmpty()) {
      throw failed(refusals);
    }
  }

  @Override
  public void restore(String linuxInterface, Lease lease) throws EffectException {
    LinkQuery.Details link =
        LinkQuery.find(channel, linuxInterface)
            .orElseThrow(() -> failed(List.of("no interface " + linuxInterface)));
    int index = link.link().index();
    Map<String, NetlinkRequest> parts = new LinkedHashMap<>(); // in an order that can be installed
    if (lease instanceof Lease6 lease6) {
      parts.putAll(v6.missing(index, lease6));
    } else {
      LeasePlan plan = LeasePlan.of((Lease4) lease, policy, index);
      parts.put("address " + plan.address(), plan.address().addMissing(index));
      plan.routes().forEach(route -> parts.put("route " + route, route.addMissing(index)));
    }
    List<String> refusals = new ArrayList<>();
    parts.forEach((what, request) -> restore(linuxInterface, what, request, refusals));
    if (lease instanceof Lease4 lease4) {
      mtu.apply(link, lease4.network().mtu()).ifPresent(refusals::add);
    }
    if (!refusals.isEmpty()) {
      throw failed(refusals);
    }
  }

  private void restore(
      String linuxInterface, String what, NetlinkRequest request, List<String> refusals) {
    Verdict verdict = channel.tell(request);
    if (verdict instanceof Verdict.Done) {
      log.warn("LEASE-RESTORED interface={} {} was missing", linuxInterface, what);
    } else if (verdict instanceof Verdict.Refused refused && refused.errno() != Errno.EEXIST) {
      refusals.add(what + ": " + refused.reason());
    }
  }

  @Override
  public void remove(String linuxInterface, Lease lease) throws EffectException {
    Optional<LinkQuery.Details> link = LinkQuery.find(channel, linuxInterface);
    if (lease instanceof Lease6 lease6) {
      List<String> refusals =
          link.map(it -> v6.remove(it, lease6)).orElseGet(() -> v6.removeRoutes(lease6));
      if (!refusals.isEmpty()) {
        throw failed(refusals);
      }
    } else {
      remove(linuxInterface, link, (Lease4) lease);
    }
  }

  private void remove(String linuxInterface, Optional<LinkQuery.Details> link, Lease4 lease)
      throws EffectException {
    if (link.isEmpty()) {
      mtu.forget(linuxInterface);
      return;
    }
    int index = link.get().link().index();
    LeasePlan plan = LeasePlan.of(lease, policy, index);
    List<String> refusals = new ArrayList<>();
    removeRoutes(plan, List.of(), index, refusals);
    removeAddress(plan.address(), index, refusals);
    mtu.restore(link.get()).ifPresent(refusals::add);
    log.info(
        "LEASE-REMOVED interface={} address={} refusals={}",
        linuxInterface,
        plan.address(),
        refusals.size());
    if (!refusals.isEmpty()) {
      throw failed(refusals);
    }
  }

  private void removeRoutes(
      LeasePlan plan, List<RouteSpec> kept, int index, List<String> refusals) {
    for (RouteSpec route : plan.routes()) {
      if (kept.stream().noneMatch(it -> isSameRoute(it, route))) {
        note("removal of route " + route, channel.tell(route.remove(index)), refusals);
      }
    }
  }

  private void removeAddress(AddressSpec address, int index, List<String> refusals) {
    note("removal of address " + address, addresses.remove(address, index), refusals);
  }

  private static boolean isSameAddress(AddressSpec one, AddressSpec other) {
    return one.address().equals(other.address()) && one.prefixLength() == other.prefixLength();
  }

  /** To the kernel, destination and metric are the key: a replaced route is gone already. */
  private static boolean isSameRoute(RouteSpec one, RouteSpec other) {
    return one.destination().equals(other.destination()) && one.metric() == other.metric();
  }

  private static void note(String what, Verdict verdict, List<String> refusals) {
    if (verdict instanceof Verdict.Refused refused
        && !(what.startsWith("removal") && NOT_THERE.contains(refused.errno()))) {
      refusals.add(what + ": " + refused.reason());
    }
  }

  private static EffectException failed(List<String> refusals) {
    return new EffectException(FailedEffect.APPLY_LEASE, String.join("; ", refusals));
  }

  /** Closes the socket; what is installed stays. */
  @Override
  public void close() {
    channel.close();
  }
}
