package org.rdkb.dhcpmanager.tr181;

/** {@code Device.DHCPv4.Client.{i}.SentOption.{i}.} */
final class Dhcpv4SentOptionBindings {
  private Dhcpv4SentOptionBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv4.Client.{i}.SentOption.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Tag")
        .persisted("Value");
  }
}
