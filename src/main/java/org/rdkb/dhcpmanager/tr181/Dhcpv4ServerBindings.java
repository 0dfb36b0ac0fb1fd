package org.rdkb.dhcpmanager.tr181;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rdkb.dhcpmanager.core.client.Status;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.tr181.ServedPools.ServedClient;
import org.rdkb.dhcpmanager.tr181.ServedPools.Statistic;

/** {@code Device.DHCPv4.Server.} */
final class Dhcpv4ServerBindings {
  private static final String POOL = "Device.DHCPv4.Server.Pool.{i}.";

  private Dhcpv4ServerBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of("Device.DHCPv4.Server.")
        .persisted("Enable")
        .served("X_DHCPMGR_LastError", (pools, place) -> pools.lastError())
        .count("PoolNumberOfEntries", ServerConfigurations.POOLS);
    bindings
        .of("Device.DHCPv4.Server.Stats.")
        .served("Discover", counted(Statistic.DISCOVER))
        .served("Offer", counted(Statistic.OFFER))
        .served("Request", counted(Statistic.REQUEST))
        .served("ACK", counted(Statistic.ACK))
        .served("NACK", counted(Statistic.NACK))
        .served("Decline", counted(Statistic.DECLINE))
        .served("Release", counted(Statistic.RELEASE))
        .served("Inform", counted(Statistic.INFORM))
        .served("DiscardedPackets", counted(Statistic.DISCARDED_PACKETS))
        .served("TransmitFailure", counted(Statistic.TRANSMIT_FAILURE))
        .served("SecondServerDetected", counted(Statistic.SECOND_SERVER_DETECTED))
        .overallCommand("Reset()", rows -> rows.pools().resetStatistics());
    bindings
        .of(POOL)
        .table()
        .persisted("Enable")
        .served("Status", Dhcpv4ServerBindings::status)
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
        .persisted("AllowedDevices")
        .persisted("MinAddress")
        .persisted("MaxAddress")
        .persisted("ReservedAddresses")
        .persisted("SubnetMask")
        .persisted("DNSServers")
        .persisted("DNSServersEnabled")
        .persisted("DomainName")
        .persisted("IPRouters")
        .persisted("WINSServers")
        .persisted("LeaseTime")
        .persisted("X_DHCPMGR_MinLeaseTime")
        .persisted("X_DHCPMGR_MaxLeaseTime")
        .persisted("X_CISCO_COM_TimeOffset")
        .count("StaticAddressNumberOfEntries", "StaticAddress.")
        .count("OptionNumberOfEntries", "Option.")
        .count("X_DHCPMGR_ClassNumberOfEntries", SpecialOptionRows.CLASSES)
        .count("ClientNumberOfEntries", "Client.");
    bindings
        .of(POOL + "StaticAddress.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Chaddr")
        .persisted("Yiaddr")
        .persisted("X_DHCPMGR_ClientID")
        .persisted("X_CISCO_COM_DeviceName")
        .persisted("X_CISCO_COM_Comment")
        .served("Status", (pools, place) -> staticStatus(place))
        .count("X_DHCPMGR_OptionNumberOfEntries", SpecialOptionRows.OF_CLIENT);
    addOptions(bindings, POOL + "StaticAddress.{i}." + SpecialOptionRows.OF_CLIENT + "{i}.");
    addOptions(bindings, POOL + "Option.{i}.");
    bindings
        .of(POOL + SpecialOptionRows.CLASSES + "{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Order")
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
        .count("OptionNumberOfEntries", "Option.");
    addOptions(bindings, POOL + SpecialOptionRows.CLASSES + "{i}.Option.{i}.");
    bindings
        .of(POOL + "Client.{i}.")
        .servedRows((pools, place) -> pools.clients(place.pool()))
        .served("Alias", (pools, place) -> "cpe-" + place.client())
        .served("Chaddr", (pools, place) -> text(pools, place, Dhcpv4ServerBindings::chaddr))
        .served("X_CISCO_COM_HostName", (pools, place) -> text(pools, place, c -> hostName(c)))
        .served("X_CISCO_COM_Interface", (pools, place) -> linkOf(place))
        .served("Active", (pools, place) -> text(pools, place, c -> Boolean.toString(c.active())))
        .count("IPv4AddressNumberOfEntries", "IPv4Address.")
        .count("OptionNumberOfEntries", "Option.");
    bindings
        .of(POOL + "Client.{i}.IPv4Address.{i}.")
        .servedRows((pools, place) -> List.of(1))
        .served("IPAddress", (pools, place) -> text(pools, place, c -> c.address().toString()))
        .served(
            "LeaseTimeRemaining",
            (pools, place) -> text(pools, place, c -> place.moment(c.until())));
    bindings
        .of(POOL + "Client.{i}.Option.{i}.")
        .servedRows(Dhcpv4ServerBindings::options)
        .served("Tag", (pools, place) -> said(pools, place, o -> Integer.toString(o.code())))
        .served("Value", (pools, place) -> said(pools, place, o -> o.payload().toHex()));
  }

  private static void addOptions(Bindings bindings, String table) {
    bindings
        .of(table)
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Tag")
        .persisted("Value")
        .persisted("Force");
  }

  private static String hostName(ServedClient client) {
    return client.said().stream()
        .filter(option -> option.code() == OptionCode4.HOST_NAME)
        .map(option -> new String(option.payload().toArray(), StandardCharsets.US_ASCII))
        .findFirst()
        .orElse("");
  }

  private static String linkOf(ServedPlace place) {
    Row pool = place.tree().root().table(ServerConfigurations.POOLS).row(place.pool());
    return pool == null ? "" : pool.text("Interface");
  }

  private static List<Integer> options(ServedPools pools, ServedPlace place) {
    int count = pools.client(place.client()).map(client -> client.said().size()).orElse(0);
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  /** A client that said more when the row was looked up than it does now has an empty one. */
  private static String said(
      ServedPools pools, ServedPlace place, Function<ServedPools.SaidOption, String> field) {
    return pools
        .client(place.client())
        .map(ServedClient::said)
        .filter(said -> place.third() <= said.size())
        .map(said -> field.apply(said.get(place.third() - 1)))
        .orElse("");
  }

  private static String staticStatus(ServedPlace place) {
    Row pool = place.tree().root().table(ServerConfigurations.POOLS).row(place.pool());
    Row row = pool == null ? null : pool.table("StaticAddress.").row(place.client());
    return pool == null || row == null ? "Disabled" : ServerConfigurations.staticStatus(pool, row);
  }

  private static BiFunction<ServedPools, ServedPlace, String> counted(Statistic which) {
    return (pools, place) -> Long.toString(pools.statistic(which));
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
