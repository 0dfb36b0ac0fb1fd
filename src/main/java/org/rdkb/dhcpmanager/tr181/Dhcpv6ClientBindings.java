package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.option.Octets;

/** {@code Device.DHCPv6.} and {@code Client.{i}.} with what is below it. */
final class Dhcpv6ClientBindings {
  private static final String CLIENT = "Device.DHCPv6.Client.{i}.";
  private static final int CLIENT_DUID = 1;

  /** What dibbler reads, and what is looked at here. */
  private static final String SUPPORTED =
      "1,2,3,5,13,14,17,20,23,24,25,26,31,64,89,90,91,92,93,94,95,96,111";

  private Dhcpv6ClientBindings() {}

  static void addTo(Bindings bindings) {
    bindings.of("Device.DHCPv6.").count("ClientNumberOfEntries", "Device.DHCPv6.Client.");
    bindings
        .of(CLIENT)
        .clients(Family.V6)
        .persisted("Enable")
        .persisted("Alias")
        .persistedAs("X_RDK_LinuxInterface", "Interface")
        .persisted("Interface")
        .live("Status", r -> r.client().state().status().word())
        .live("DUID", r -> option(r, CLIENT_DUID))
        .persisted("RequestAddresses")
        .persisted("RequestPrefixes")
        .persisted("RapidCommit")
        .trigger("Renew", ClientAction.RENEW)
        .trigger("X_RDK_Restart", ClientAction.RESTART)
        .trigger("X_RDK_Release", ClientAction.RELEASE)
        .persisted("ForceSolicitPolicy")
        .persisted("SuggestedT1")
        .persisted("SuggestedT2")
        .constant("SupportedOptions", SUPPORTED)
        .persisted("RequestedOptions")
        .live("ServerNumberOfEntries", r -> Integer.toString(servers(r)))
        .count("SentOptionNumberOfEntries", "SentOption.")
        .live("ReceivedOptionNumberOfEntries", r -> Integer.toString(received(r).size()))
        .live(
            "X_DHCPMGR_Addresses", r -> r.lease6().map(Dhcpv6ClientBindings::addresses).orElse(""))
        .live("X_DHCPMGR_Prefixes", r -> r.lease6().map(Dhcpv6ClientBindings::prefixes).orElse(""))
        .live("X_DHCPMGR_DNSServers", r -> r.lease6().map(Dhcpv6ClientBindings::dns).orElse(""))
        .live("X_DHCPMGR_DHCPStatus", r -> r.client().state().dhcpStatus().word())
        .live("X_DHCPMGR_LastError", r -> r.client().lastError())
        .live("X_DHCPMGR_Faults", r -> r.client().troubles().words())
        .live("X_DHCPMGR_Restarts", r -> Long.toUnsignedString(r.client().restarts()))
        .live("X_DHCPMGR_LastEventTime", r -> r.moment(r.client().lastEventAt()))
        .live("X_DHCPMGR_LeaseObtained", r -> r.moment(r.held().map(HeldLease::obtainedAt)))
        .live("X_DHCPMGR_LeaseExpires", r -> r.moment(r.held().map(HeldLease::expiresAt)))
        .live(
            "X_DHCPMGR_SoftwireRefusals", r -> Long.toUnsignedString(r.client().softwireRefusals()))
        .lookup("X_DHCPMGR_ClientOutput", ClientRows::clientOutput)
        .command("Renew()", ClientAction.RENEW)
        .command("Release()", ClientAction.RELEASE)
        .diagnose("X_DHCPMGR_Diagnose()")
        .event("Events");
    bindings
        .of(CLIENT + "Server.{i}.")
        .listed(Dhcpv6ClientBindings::servers)
        .constant("SourceAddress", "")
        .live("DUID", r -> r.lease6().map(l -> l.answer().server().toHex()).orElse(""))
        .live("InformationRefreshTime", r -> r.moment(refresh(r)));
    bindings
        .of(CLIENT + "SentOption.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Tag")
        .persisted("Value");
    bindings
        .of(CLIENT + "ReceivedOption.{i}.")
        .listed(r -> received(r).size())
        .live("Tag", r -> numbered(r).map(o -> o.getKey().toString()).orElse("0"))
        .live("Value", r -> numbered(r).map(o -> o.getValue().toHex()).orElse(""))
        .live("Server", r -> "Device.DHCPv6.Client." + r.client().row().instance() + ".Server.1");
  }

  /** Absent if the server did not say. */
  private static Optional<Instant> refresh(RowReading reading) {
    return reading
        .lease6()
        .flatMap(lease -> lease.answer().refreshTime())
        .flatMap(time -> reading.held().map(held -> time.endsAfter(held.obtainedAt())));
  }

  private static int servers(RowReading reading) {
    return reading.lease6().isPresent() ? 1 : 0;
  }

  private static List<Map.Entry<Integer, Octets>> received(RowReading reading) {
    return reading
        .lease6()
        .map(lease -> List.copyOf(lease.answer().options().entrySet()))
        .orElse(List.of());
  }

  /** The option that the row stands for: rows are numbered from 1. */
  private static Optional<Map.Entry<Integer, Octets>> numbered(RowReading reading) {
    return received(reading).stream().skip(reading.row().instance() - 1L).findFirst();
  }

  private static String option(RowReading reading, int code) {
    return reading
        .lease6()
        .flatMap(lease -> Optional.ofNullable(lease.answer().options().get(code)))
        .map(Octets::toHex)
        .orElse("");
  }

  private static String addresses(Lease6 lease) {
    return lease.addresses().stream()
        .map(IaAddress::address)
        .map(Object::toString)
        .collect(Collectors.joining(","));
  }

  private static String prefixes(Lease6 lease) {
    return lease.prefixes().stream()
        .map(IaPrefix::prefix)
        .map(Object::toString)
        .collect(Collectors.joining(","));
  }

  private static String dns(Lease6 lease) {
    return lease.answer().network().dnsServers().stream()
        .map(Object::toString)
        .collect(Collectors.joining(","));
  }
}
