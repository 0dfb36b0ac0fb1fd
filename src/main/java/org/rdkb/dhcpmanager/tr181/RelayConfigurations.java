package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.relay.RelayRule;
import org.rdkb.dhcpmanager.core.relay.RelayRules;

/** Reduces {@code Device.DHCPv4.Relay.} of the tree to what the relay needs. */
public final class RelayConfigurations {
  /** Everything that the relay is configured by has a path that begins so. */
  public static final String RELAY = "Device.DHCPv4.Relay.";

  static final String ENABLE = RELAY + "Enable";
  static final String RULES = RELAY + "Forwarding.";
  private static final String HOPS = RELAY + "X_DHCPMGR_MostHops";

  private RelayConfigurations() {}

  /**
   * What the relay is to do.
   *
   * @param tree the configuration
   * @param interfaces which Linux interface a path stands for
   * @return without rules that are disabled or make no sense; without any if the relay is disabled
   */
  public static RelayRules of(RowTree tree, InterfaceMap interfaces) {
    if (!tree.root().isTrue(ENABLE)) {
      return RelayRules.NONE;
    }
    List<RelayRule> rules = new ArrayList<>();
    tree.root().table(RULES).rows().values().stream()
        .filter(row -> row.isTrue("Enable") && trouble(row).isEmpty())
        .sorted(Comparator.comparingLong(row -> Long.parseLong(row.text("Order"))))
        .forEach(
            row ->
                interfaces
                    .linuxName(row.text("Interface"))
                    .ifPresent(name -> rules.add(rule(row, name))));
    String hops = tree.root().text(HOPS); // empty: never set
    return new RelayRules(rules, hops.isEmpty() ? RelayRules.USUAL_HOPS : Integer.parseInt(hops));
  }

  private static RelayRule rule(Row row, String linuxInterface) {
    return new RelayRule(
        row.instance(), linuxInterface, ServingConditions.ofRule(row), purpose(row));
  }

  private static RelayRule.Purpose purpose(Row row) {
    if (row.isTrue("LocallyServed")) {
      return new RelayRule.ServeLocally();
    }
    RelayRule.Information information =
        row.isTrue("X_DHCPMGR_AgentInformation")
            ? RelayRule.Information.ADDED
            : RelayRule.Information.NONE;
    return server(row)
        .<RelayRule.Purpose>map(server -> new RelayRule.ForwardTo(server, information))
        .orElseGet(RelayRule.Discard::new);
  }

  private static Optional<Ipv4Address> server(Row row) {
    return Ipv4Address.parse(row.text("DHCPServerIPAddress"));
  }

  /** What is wrong with a rule's parameters (R14); empty if nothing is. */
  static String trouble(Row rule) {
    if (rule.text("Interface").isEmpty()) {
      return "Interface is empty";
    }
    return server(rule).filter(server -> !isStation(server)).isPresent()
        ? "DHCPServerIPAddress is no address of one station"
        : "";
  }

  /** Neither this network, nor this machine, nor many (RFC 6890). */
  private static boolean isStation(Ipv4Address address) {
    int first = address.bits() >>> 24;
    return first != 0 && first != 127 && first < 224;
  }
}
