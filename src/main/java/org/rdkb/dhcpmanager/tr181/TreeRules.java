package org.rdkb.dhcpmanager.tr181;

import java.util.Optional;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;
import org.rdkb.dhcpmanager.tr181.RowTree.Address;

/** Rules across rows, checked on the configuration as it would be. */
final class TreeRules {
  private final RowTree wouldBe;
  private final InterfaceMap interfaces;

  TreeRules(RowTree wouldBe, InterfaceMap interfaces) {
    this.wouldBe = wouldBe;
    this.interfaces = interfaces;
  }

  /**
   * R1 to R3: a key that is not empty differs from that of every sibling, disabled ones included.
   */
  Optional<Refusal> unique(ObjectSchema table, Address address, String key, String shown) {
    if (!table.isTable() || !table.head().uniqueKeys().contains(key)) {
      return Optional.empty();
    }
    String text = interfaces.canonical(wouldBe.at(address).text(key));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    TableRows siblings = wouldBe.at(address.parent()).table(address.last().table());
    return siblings.rows().values().stream()
        .filter(row -> row.instance() != address.last().instance())
        .filter(row -> isSame(table, key, interfaces.canonical(row.text(key)), text))
        .findFirst()
        .map(
            row ->
                new Refusal(
                    shown,
                    Code.VALUE,
                    key + " is in use by row " + row.instance() + "; it must be unique (R1)"));
  }

  /** Hexadecimal digits of a MAC address mean the same in either case. */
  private static boolean isSame(ObjectSchema table, String key, String one, String other) {
    boolean mac =
        table.member(key) instanceof ParameterSchema parameter
            && parameter.type().name().equals("MACAddress");
    return mac ? one.equalsIgnoreCase(other) : one.equals(other);
  }
}
