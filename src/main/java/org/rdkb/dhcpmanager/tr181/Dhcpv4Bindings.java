package org.rdkb.dhcpmanager.tr181;

/** {@code Device.DHCPv4.} */
final class Dhcpv4Bindings {
  private Dhcpv4Bindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv4.")
        .count("ClientNumberOfEntries", "Device.DHCPv4.Client.")
        .overall("X_DHCPMGR_Extensions", ClientRows::extensions)
        .overall("X_DHCPMGR_Persistence", ClientRows::persistence);
  }
}
