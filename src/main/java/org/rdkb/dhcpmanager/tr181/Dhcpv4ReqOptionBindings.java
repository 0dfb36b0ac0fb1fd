package org.rdkb.dhcpmanager.tr181;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.Octets;

/** {@code Device.DHCPv4.Client.{i}.ReqOption.{i}.} */
final class Dhcpv4ReqOptionBindings {
  private Dhcpv4ReqOptionBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv4.Client.{i}.ReqOption.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Order")
        .persisted("Alias")
        .persisted("Tag")
        .live("Value", Dhcpv4ReqOptionBindings::received);
  }

  /** The latest payload received for the row's tag (R27). */
  private static String received(RowReading reading) {
    int tag = Integer.parseInt(reading.row().text("Tag"));
    return reading
        .lease()
        .flatMap(lease -> Optional.ofNullable(lease.options().get(tag)))
        .map(Octets::toHex)
        .orElse("");
  }
}
