package org.rdkb.dhcpmanager.tr181;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.rdkb.dhcpmanager.core.client.Bound;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Status;

/** {@code Device.DHCPv4.}, and what is about rows of both families together. */
final class Dhcpv4Bindings {
  private Dhcpv4Bindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv4.")
        .count("ClientNumberOfEntries", "Device.DHCPv4.Client.")
        .overall("X_DHCPMGR_Extensions", ClientRows::extensions)
        .overall("X_DHCPMGR_Persistence", ClientRows::persistence)
        .persisted("X_DHCPMGR_LogLevel");
    bindings
        .of("Device.DHCPv4.X_DHCPMGR_Start.")
        .overall("Configuration", r -> r.start().configuration())
        .overall("Rows", r -> Integer.toString(r.start().rows()))
        .overall("Leases", r -> Integer.toString(r.start().leases()))
        .overall("Adopted", r -> Integer.toString(r.start().adopted()))
        .overall("Repaired", r -> Integer.toString(r.start().repaired()))
        .overall("Quarantined", r -> Integer.toString(r.start().setAside()))
        .overall("Duration", r -> Long.toString(r.start().millis()));
    bindings
        .of("Device.DHCPv4.X_DHCPMGR_Health.")
        .overall("Rows", r -> number(r, row -> true))
        .overall("RowsEnabled", r -> number(r, Dhcpv4Bindings::isEnabled))
        .overall("RowsBound", r -> number(r, row -> row.state() instanceof Bound))
        .overall("RowsInTrouble", r -> number(r, Dhcpv4Bindings::isInTrouble))
        .overall("Restarts", r -> sum(r, RowSnapshot::restarts))
        .overall("Escalations", r -> sum(r, row -> row.troubles().escalations()));
  }

  private static boolean isEnabled(RowSnapshot row) {
    return row.state().standing().configuration().enable();
  }

  private static boolean isInTrouble(RowSnapshot row) {
    return isEnabled(row)
        && (row.state().status() == Status.ERROR
            || row.state().status() == Status.ERROR_MISCONFIGURED);
  }

  private static String number(ClientRows rows, Predicate<RowSnapshot> which) {
    return Long.toString(rows.snapshots().stream().filter(which).count());
  }

  private static String sum(ClientRows rows, ToLongFunction<RowSnapshot> figure) {
    return Long.toUnsignedString(rows.snapshots().stream().mapToLong(figure).sum());
  }
}
