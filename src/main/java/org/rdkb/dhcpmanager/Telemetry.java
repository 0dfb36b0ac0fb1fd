package org.rdkb.dhcpmanager;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientNotice;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;
import org.rdkb.dhcpmanager.core.softwire.MapTransport;
import org.rdkb.dhcpmanager.core.softwire.Softwire;
import org.rdkb.dhcpmanager.core.softwire.Softwires;
import org.rdkb.dhcpmanager.tr181.ModelChange;

/**
 * The telemetry markers of RDK-B, as log lines: its telemetry service counts them by their names.
 */
final class Telemetry {
  private static final Logger log = LogManager.getLogger(Telemetry.class);
  private static final Pattern ENABLE =
      Pattern.compile("Device\\.DHCPv([46])\\.Client\\.[0-9]+\\.Enable");

  private Telemetry() {}

  static void changed(ModelChange change) {
    if (change instanceof ModelChange.ValueChanged value) {
      Matcher enable = ENABLE.matcher(value.path());
      if (enable.matches()) {
        String word = value.after().text().equals("true") ? "Enabled" : "Disabled";
        mark("DHCPMGR_INFO_Dhcpv" + enable.group(1) + "Client" + word);
      }
    }
  }

  static void published(RowId row, ClientNotice notice) {
    if (notice.kind() == ClientNotice.Kind.CLIENT_FAILED) {
      mark("DHCPMGR_ERROR_Dhcpv" + (row.family() == Family.V4 ? 4 : 6) + "ClientStartFail");
    }
    if (notice.kind() == ClientNotice.Kind.LEASE_UPDATE
        && notice.lease().isPresent()
        && notice.lease().get() instanceof Lease6 lease) {
      Softwires softwires = Softwires.of(lease);
      softwires
          .map()
          .ifPresent(map -> mark("DHCPMGR_INFO_" + word(map.transport()) + "Configured"));
      for (Softwire.Refused refused : softwires.refused()) {
        if (refused.code() != S46Container.LIGHTWEIGHT_4OVER6) { // which RDK-B does not know
          boolean mapT = refused.code() == S46Container.MAP_T;
          mark("DHCPMGR_ERROR_" + (mapT ? "MAPT" : "MAPE") + "ParseFail");
        }
      }
    }
  }

  private static String word(MapTransport transport) {
    return transport == MapTransport.MAP_T ? "MAPT" : "MAPE";
  }

  static void monitorNotStarted() {
    mark("DHCPMGR_ERROR_LeaseMonitorStartFail");
  }

  private static void mark(String marker) {
    log.info("TELEMETRY marker={} value=1", marker);
  }
}
