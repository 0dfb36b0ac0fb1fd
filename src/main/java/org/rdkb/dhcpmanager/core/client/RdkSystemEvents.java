package org.rdkb.dhcpmanager.core.client;

import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;

/**
 * The names that RDK-B's component writes, with its values and its occasions; addresses, routes and
 * firewall are WAN Manager's there. Nothing is taken back when a lease ends: an empty value is
 * never written, but for {@code Enable}.
 */
public final class RdkSystemEvents implements SystemEventRules {

  @Override
  public Outcome after(RowStep step, Map<String, String> told) {
    Telling telling = new Telling(told);
    String linuxInterface = step.after().state().standing().configuration().linuxInterface();
    if (LinkPlace.of(linuxInterface).isElsewhere()) {
      return telling.outcome(); // a container's network is no affair of this machine's
    }
    if (step.event() instanceof ClientEvent.Recovered recovered) {
      known(step, recovered, telling);
    }
    if (step.event() instanceof ClientEvent.ConfigurationChanged) {
      enable(step, telling);
    }
    if (step.event() instanceof ClientEvent.LeaseReported reported && !linuxInterface.isEmpty()) {
      if (step.after().row().family() == Family.V4) {
        said4(step, reported.report(), "ipv4_" + linuxInterface + "_", telling);
      } else {
        changed6(step, "tr_" + linuxInterface + "_dhcpv6_client_", telling);
      }
    }
    if (step.after().state() instanceof Idle) {
      // The next message is a first one again.
      telling.told().keySet().removeIf(it -> it.startsWith("ipv4_" + linuxInterface + "_dhcp_"));
      telling.told().remove("ipv4_" + linuxInterface + "_lease_time");
    }
    return telling.outcome();
  }

  private static String enableName(RowId row) {
    return (row.family() == Family.V4 ? "DHCPCV4_ENABLE_" : "DHCPCV6_ENABLE_") + row.instance();
  }

  private static String enabledOn(RowSnapshot row) {
    ClientConfiguration configuration = row.state().standing().configuration();
    return configuration.enable() ? configuration.linuxInterface() : "";
  }

  private static void enable(RowStep step, Telling telling) {
    telling.stateOrNothing(enableName(step.after().row()), enabledOn(step.after()));
  }

  private static void known(RowStep step, ClientEvent.Recovered recovered, Telling telling) {
    String enabledOn = enabledOn(step.after());
    if (!enabledOn.isEmpty() && recovered.client().isPresent()) {
      telling.known(enableName(step.after().row()), enabledOn);
    } else {
      enable(step, telling);
    }
    Optional<HeldLease> held = recovered.record().lease();
    if (held.isPresent() && held.get().lease() instanceof Lease4 lease) {
      String prefix = "ipv4_" + held.get().linuxInterface() + "_";
      lease
          .serverIdentifier()
          .ifPresent(server -> telling.known(prefix + "dhcp_server", server.toString()));
      telling.known(prefix + "lease_time", seconds(lease.times().leaseTime()));
      telling.known(prefix + "dhcp_state", "bound");
    }
  }

  private static void said4(RowStep step, LeaseReport report, String prefix, Telling telling) {
    if (report instanceof LeaseReport.Granted granted && granted.grant() instanceof Lease4 lease) {
      lease
          .serverIdentifier()
          .ifPresent(server -> telling.state(prefix + "dhcp_server", server.toString()));
      telling.state(prefix + "lease_time", seconds(lease.times().leaseTime()));
      boolean again = step.before().state() instanceof Bound;
      telling.state(prefix + "dhcp_state", again ? "renew" : "bound");
      MtaEvents.of4(lease, telling);
    } else if (report instanceof LeaseReport.Deconfigured) {
      telling.state(prefix + "dhcp_state", "deconfig");
    } else if (report instanceof LeaseReport.NoServer) {
      telling.state(prefix + "dhcp_state", "leasefail");
    }
    telling.always(prefix + "start_time", Long.toString(step.now().getEpochSecond()));
  }

  /** What a row holds after a change, first address and first prefix. */
  private static void changed6(RowStep step, String prefix, Telling telling) {
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Publish publish
          && publish.notice().lease().orElse(null) instanceof Lease6 lease) {
        tell6(step.after().row(), lease, prefix, telling);
      }
    }
  }

  private static void tell6(RowId row, Lease6 lease, String prefix, Telling telling) {
    int iaid = row.instance(); // as the client is told
    lease.addresses().stream()
        .findFirst()
        .map(IaAddress::address)
        .ifPresent(address -> telling.always(prefix + "v6addr", address.toString()));
    lease.addresses().stream()
        .findFirst()
        .ifPresent(ia -> times(prefix + "addr_", iaid, lease, ia.lifetimes(), telling));
    lease.prefixes().stream()
        .findFirst()
        .map(IaPrefix::prefix)
        .ifPresent(delegated -> telling.always(prefix + "v6pref", delegated.toString()));
    lease.prefixes().stream()
        .findFirst()
        .ifPresent(ia -> times(prefix + "pref_", iaid, lease, ia.lifetimes(), telling));
    MtaEvents.of6(lease, telling);
  }

  private static void times(
      String prefix, int iaid, Lease6 lease, Lifetimes6 lifetimes, Telling telling) {
    telling.always(prefix + "iaid", Integer.toString(iaid));
    telling.always(prefix + "t1", Long.toString(lease.t1().seconds()));
    telling.always(prefix + "t2", Long.toString(lease.t2().seconds()));
    telling.always(prefix + "pretm", Long.toString(lifetimes.preferred().seconds()));
    telling.always(prefix + "vldtm", Long.toString(lifetimes.valid().seconds()));
  }

  private static String seconds(Lifetime leaseTime) {
    return leaseTime.isInfinite() ? "-1" : Long.toString(leaseTime.seconds());
  }
}
