package org.rdkb.dhcpmanager.tr181;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Route4;

/** {@code Device.DHCPv4.Client.{i}.} */
final class Dhcpv4ClientBindings {
  private Dhcpv4ClientBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv4.Client.{i}.")
        .clients(Family.V4)
        .persisted("Enable")
        .persisted("Alias")
        .persistedAs("X_RDK_LinuxInterface", "Interface")
        .persisted("X_CISCO_COM_BootFileName")
        .persisted("Interface")
        .live("Status", r -> r.client().state().status().word())
        .live("DHCPStatus", r -> r.client().state().dhcpStatus().word())
        .trigger("Renew", ClientAction.RENEW)
        .trigger("X_RDK_Restart", ClientAction.RESTART)
        .trigger("X_RDK_Release", ClientAction.RELEASE)
        .live("IPAddress", r -> r.address(lease -> Optional.of(lease.address())))
        .live("SubnetMask", r -> r.address(lease -> Optional.of(mask(lease))))
        .live("IPRouters", r -> r.addresses(lease -> lease.network().nextHops()))
        .live("DNSServers", r -> r.addresses(lease -> lease.network().dnsServers()))
        .derived("LeaseTimeRemaining", Dhcpv4ClientBindings::remaining)
        .live("DHCPServer", r -> r.address(Lease4::serverIdentifier))
        .count("SentOptionNumberOfEntries", "SentOption.")
        .count("ReqOptionNumberOfEntries", "ReqOption.")
        .live("X_DHCPMGR_LastError", r -> r.client().lastError())
        .live("X_DHCPMGR_Faults", r -> r.client().troubles().words())
        .live("X_DHCPMGR_Restarts", r -> Long.toUnsignedString(r.client().restarts()))
        .live("X_DHCPMGR_Attempts", r -> Integer.toString(r.client().state().attempts()))
        .live("X_DHCPMGR_LastEventTime", r -> r.moment(r.client().lastEventAt()))
        .live("X_DHCPMGR_LeaseObtained", r -> r.moment(r.held().map(HeldLease::obtainedAt)))
        .live("X_DHCPMGR_LeaseExpires", r -> r.moment(r.held().map(HeldLease::expiresAt)))
        .live("X_DHCPMGR_Routes", r -> r.lease().map(Dhcpv4ClientBindings::routes).orElse(""))
        .live(
            "X_DHCPMGR_RoutesLeftOut",
            r -> Integer.toString(r.lease().map(l -> l.network().routesLeftOut()).orElse(0)))
        .lookup("X_DHCPMGR_ClientOutput", ClientRows::clientOutput)
        .command("Renew()", ClientAction.RENEW)
        .command("Release()", ClientAction.RELEASE)
        .diagnose("X_DHCPMGR_Diagnose()")
        .event("Events");
  }

  private static Ipv4Address mask(Lease4 lease) {
    return Ipv4Prefix.mask(lease.prefixLength());
  }

  private static String routes(Lease4 lease) {
    return lease.network().routes().stream().map(Route4::toString).collect(Collectors.joining(","));
  }

  /** Seconds left, rounded down; -1 for ever, 0 without a lease (R18). */
  private static String remaining(RowReading reading) {
    return reading.held().map(held -> remaining(held.expiresAt(), reading.now())).orElse("0");
  }

  private static String remaining(Instant end, Instant now) {
    if (end.equals(Instant.MAX)) {
      return "-1";
    }
    long seconds = Duration.between(now, end).toSeconds();
    return Long.toString(Math.max(0, Math.min(seconds, Integer.MAX_VALUE)));
  }
}
