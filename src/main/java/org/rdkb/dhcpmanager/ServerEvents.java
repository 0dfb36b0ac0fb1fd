package org.rdkb.dhcpmanager;

import java.util.List;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.server.ServerErrors;

/** What goes wrong in the DHCPv4 server, as an event of the bus. */
final class ServerEvents {
  private static final String ELEMENT = "Device.DHCPv4.Server.X_DHCPMGR_LastError";

  private ServerEvents() {}

  static BusEvent.General of(ServerErrors.Report report) {
    return new BusEvent.General(
        ELEMENT,
        new BusObject(
            "",
            false,
            List.of(
                text("Class", report.error().kind().name()),
                text("Reason", report.error().reason()),
                text("Action", report.error().action().name()),
                text("Count", Long.toString(report.count()))),
            List.of()));
  }

  private static BusProperty text(String name, String value) {
    return new BusProperty(name, BusValue.text(value));
  }
}
