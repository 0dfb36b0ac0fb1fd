package org.rdkb.dhcpmanager.tr181;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Reduces a row of the tree to what its client needs. */
public final class ClientConfigurations {
  private static final String CLIENTS = "Device.DHCPv4.Client.";

  private ClientConfigurations() {}

  /**
   * The configuration of a DHCPv4 client row.
   *
   * @param tree the configuration
   * @param instance the row's number
   * @param interfaces which Linux interface a path stands for
   * @return absent if there is no such row
   */
  public static Optional<ClientConfiguration> of(
      RowTree tree, int instance, InterfaceMap interfaces) {
    return Optional.ofNullable(tree.root().table(CLIENTS).row(instance))
        .map(row -> of(row, interfaces));
  }

  private static ClientConfiguration of(Row row, InterfaceMap interfaces) {
    String reference = row.text("Interface");
    Optional<String> linuxName = interfaces.linuxName(reference);
    String trouble = "";
    if (reference.isEmpty()) {
      trouble = "Interface is empty";
    } else if (linuxName.isEmpty()) {
      trouble = "Interface: no mapping for " + reference;
    }
    return new ClientConfiguration(
        row.isTrue("Enable"), linuxName.orElse(""), trouble, requested(row), sent(row));
  }

  private static List<Integer> requested(Row row) {
    return row.table("ReqOption.").rows().values().stream()
        .filter(option -> option.isTrue("Enable"))
        .sorted(Comparator.comparingLong(option -> Long.parseLong(option.text("Order"))))
        .map(option -> Integer.valueOf(option.text("Tag")))
        .toList();
  }

  private static List<SentOption> sent(Row row) {
    return row.table("SentOption.").rows().values().stream()
        .filter(option -> option.isTrue("Enable"))
        .map(
            option ->
                new SentOption(
                    Integer.parseInt(option.text("Tag")),
                    Octets.parseHex(option.text("Value")).orElse(Octets.EMPTY)))
        .toList();
  }
}
