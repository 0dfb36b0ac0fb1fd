package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.PoolOption;
import org.rdkb.dhcpmanager.core.pool.SpecialOptions;

/** The option rows of a pool, of its classes and of its static addresses. */
final class SpecialOptionRows {
  static final String CLASSES = "X_DHCPMGR_Class.";
  static final String OF_CLIENT = "X_DHCPMGR_Option.";

  private SpecialOptionRows() {}

  static SpecialOptions of(Row pool) {
    Map<ClientKey, List<PoolOption>> clients = new HashMap<>();
    for (Row row : pool.table("StaticAddress.").rows().values()) {
      List<PoolOption> options = options(row, OF_CLIENT);
      if (row.isTrue("Enable") && !options.isEmpty()) {
        ServerConfigurations.owner(row).ifPresent(owner -> clients.put(owner, options));
      }
    }
    List<SpecialOptions.ClientClass> classes = new ArrayList<>();
    pool.table(CLASSES).rows().values().stream()
        .filter(row -> row.isTrue("Enable"))
        .sorted(Comparator.comparingLong(row -> Long.parseLong(row.text("Order"))))
        .forEach(
            row ->
                classes.add(
                    new SpecialOptions.ClientClass(
                        ServingConditions.ofRule(row), options(row, "Option."))));
    return new SpecialOptions(clients, classes);
  }

  static List<PoolOption> options(Row owner, String table) {
    List<PoolOption> found = new ArrayList<>();
    for (Row row : owner.table(table).rows().values()) {
      if (row.isTrue("Enable")) {
        PoolOption.Sent sent = row.isTrue("Force") ? PoolOption.Sent.ALWAYS : PoolOption.Sent.ASKED;
        Octets payload = Octets.parseHex(row.text("Value")).orElse(Octets.EMPTY);
        found.add(new PoolOption(Integer.parseInt(row.text("Tag")), payload, sent));
      }
    }
    return found;
  }
}
