package org.rdkb.dhcpmanager.tr181;

import org.rdkb.dhcpmanager.core.client.Status;

/** {@code Device.DHCPv4.Relay.} */
final class Dhcpv4RelayBindings {
  private Dhcpv4RelayBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of(RelayConfigurations.RELAY)
        .persisted("Enable")
        .served("Status", (pools, place) -> status(place))
        .count("ForwardingNumberOfEntries", RelayConfigurations.RULES)
        .persisted("X_DHCPMGR_MostHops");
    bindings
        .of(RelayConfigurations.RULES + "{i}.")
        .table()
        .persisted("Enable")
        .served("Status", Dhcpv4RelayBindings::ruleStatus)
        .persisted("Alias")
        .persisted("Order")
        .persisted("Interface")
        .persisted("VendorClassID")
        .persisted("VendorClassIDExclude")
        .persisted("VendorClassIDMode")
        .persisted("ClientID")
        .persisted("ClientIDExclude")
        .persisted("UserClassID")
        .persisted("UserClassIDExclude")
        .persisted("Chaddr")
        .persisted("ChaddrMask")
        .persisted("ChaddrExclude")
        .persisted("LocallyServed")
        .persisted("DHCPServerIPAddress")
        .persisted("X_DHCPMGR_AgentInformation");
  }

  private static String status(ServedPlace place) {
    return place.tree().root().isTrue(RelayConfigurations.ENABLE)
        ? Status.ENABLED.word()
        : Status.DISABLED.word();
  }

  /** R14, R15. */
  private static String ruleStatus(ServedPools pools, ServedPlace place) {
    int number = place.numbers().get(0);
    Row rule = place.tree().root().table(RelayConfigurations.RULES).row(number);
    if (rule == null
        || !rule.isTrue("Enable")
        || !place.tree().root().isTrue(RelayConfigurations.ENABLE)) {
      return Status.DISABLED.word();
    }
    if (!RelayConfigurations.trouble(rule).isEmpty()) {
      return Status.ERROR_MISCONFIGURED.word();
    }
    return pools.relayTrouble(number).isEmpty() ? Status.ENABLED.word() : Status.ERROR.word();
  }
}
