package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.client.Wanted6;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Reduces a row of the tree to what its client needs. */
public final class ClientConfigurations {

  private ClientConfigurations() {}

  /**
   * The configuration of a client row.
   *
   * @param tree the configuration
   * @param id which row
   * @param interfaces which Linux interface a path stands for
   * @return absent if there is no such row
   */
  public static Optional<ClientConfiguration> of(RowTree tree, RowId id, InterfaceMap interfaces) {
    return Optional.ofNullable(tree.root().table(table(id.family())).row(id.instance()))
        .map(row -> of(row, id.family(), interfaces));
  }

  /**
   * All client rows.
   *
   * @param tree the configuration
   * @return IPv4 first, each in order of creation
   */
  public static List<RowId> rows(RowTree tree) {
    List<RowId> all = new ArrayList<>();
    for (Family family : List.of(Family.V4, Family.V6)) {
      for (Row row : tree.root().table(table(family)).rows().values()) {
        all.add(new RowId(family, row.instance()));
      }
    }
    return all;
  }

  /** Where the client rows of a family are. */
  static String table(Family family) {
    return family == Family.V4 ? "Device.DHCPv4.Client." : "Device.DHCPv6.Client.";
  }

  private static ClientConfiguration of(Row row, Family family, InterfaceMap interfaces) {
    String reference = row.text("Interface");
    Optional<String> linuxName = interfaces.linuxName(reference);
    String trouble = "";
    if (reference.isEmpty()) {
      trouble = "Interface is empty";
    } else if (linuxName.isEmpty()) {
      trouble = "Interface: no mapping for " + reference;
    }
    return new ClientConfiguration(
        row.isTrue("Enable"),
        linuxName.orElse(""),
        trouble,
        family == Family.V4 ? requested(row) : codes(row.text("RequestedOptions")),
        sent(row),
        family == Family.V4 ? Optional.empty() : Optional.of(wanted(row)));
  }

  private static Wanted6 wanted(Row row) {
    return new Wanted6(
        row.isTrue("RequestAddresses"),
        row.isTrue("RequestPrefixes"),
        row.isTrue("RapidCommit"),
        seconds(row.text("SuggestedT1")),
        seconds(row.text("SuggestedT2")),
        row.isTrue("ForceSolicitPolicy"));
  }

  private static OptionalLong seconds(String text) {
    return text.isEmpty() || text.startsWith("-")
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text));
  }

  private static List<Integer> codes(String text) {
    return Pattern.compile("[, ]+")
        .splitAsStream(text)
        .filter(word -> !word.isEmpty())
        .map(Integer::valueOf)
        .toList();
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
