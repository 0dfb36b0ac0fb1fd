package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.function.Function;
import org.rdkb.dhcpmanager.core.client.Status;
import org.rdkb.dhcpmanager.tr181.ServedPools.ServedClient;

/** {@code Device.DHCPv4.Server.} */
final class Dhcpv4ServerBindings {
  private static final String POOL = "Device.DHCPv4.Server.Pool.{i}.";

  private Dhcpv4ServerBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv4.Server.")
        .persisted("Enable")
        .count("PoolNumberOfEntries", ServerConfigurations.POOLS);
    bindings
        .of(POOL)
        .table()
        .persisted("Enable")
        .served("Status", Dhcpv4ServerBindings::status)
        .persisted("Alias")
        .persisted("Order")
        .persisted("Interface")
        .persisted("MinAddress")
        .persisted("MaxAddress")
        .persisted("ReservedAddresses")
        .persisted("SubnetMask")
        .persisted("DNSServers")
        .persisted("DomainName")
        .persisted("IPRouters")
        .persisted("LeaseTime")
        .count("StaticAddressNumberOfEntries", "StaticAddress.")
        .count("OptionNumberOfEntries", "Option.")
        .count("ClientNumberOfEntries", "Client.");
    bindings
        .of(POOL + "StaticAddress.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Chaddr")
        .persisted("Yiaddr");
    bindings
        .of(POOL + "Option.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Tag")
        .persisted("Value")
        .persisted("Force");
    bindings
        .of(POOL + "Client.{i}.")
        .servedRows((pools, place) -> pools.clients(place.pool()))
        .served("Alias", (pools, place) -> "cpe-" + place.client())
        .served("Chaddr", (pools, place) -> text(pools, place, Dhcpv4ServerBindings::chaddr))
        .served("Active", (pools, place) -> text(pools, place, c -> Boolean.toString(c.active())))
        .count("IPv4AddressNumberOfEntries", "IPv4Address.");
    bindings
        .of(POOL + "Client.{i}.IPv4Address.{i}.")
        .servedRows((pools, place) -> List.of(1))
        .served("IPAddress", (pools, place) -> text(pools, place, c -> c.address().toString()))
        .served(
            "LeaseTimeRemaining",
            (pools, place) -> text(pools, place, c -> place.moment(c.until())));
  }

  private static String chaddr(ServedClient client) {
    return client.hardware().isEthernet() ? client.hardware().toString() : "";
  }

  private static String text(
      ServedPools pools, ServedPlace place, Function<ServedClient, String> field) {
    return pools.client(place.client()).map(field).orElse("");
  }

  /** R14, R15. */
  private static String status(ServedPools pools, ServedPlace place) {
    Row pool = place.tree().root().table(ServerConfigurations.POOLS).row(place.pool());
    if (pool == null
        || !pool.isTrue("Enable")
        || !place.tree().root().isTrue(ServerConfigurations.ENABLE)) {
      return Status.DISABLED.word();
    }
    if (!ServerConfigurations.trouble(pool).isEmpty()) {
      return Status.ERROR_MISCONFIGURED.word();
    }
    return pools.trouble(place.pool()).isEmpty() ? Status.ENABLED.word() : Status.ERROR.word();
  }
}
