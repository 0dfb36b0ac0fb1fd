package org.rdkb.dhcpmanager.bus;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a platform from the persistent storage manager of RDK-B, as texts of the data model
 * by path: rows 1…N with the numbers of the records, their options enabled.
 */
public final class PsmRows {
  private static final String READ = "GetPSMRecordValue()";
  private static final String ROOT = "dmsb.dhcpmanager.";
  private static final String ROOT6 = ROOT + "dhcpv6.";
  private static final String CLIENTS = "Device.DHCPv4.Client.";
  private static final String CLIENTS6 = "Device.DHCPv6.Client.";

  /** As many rows as the tables of RDK-B have; a record that says more is not believed. */
  private static final int MOST_ROWS = 128;

  private static final List<String> SENT = List.of("Alias", "Tag", "Value");

  /** With these PSM cannot be asked at all; any other refusal says that there is no such record. */
  private static final Set<BusError> NOBODY =
      Set.of(
          BusError.DESTINATION_NOT_FOUND,
          BusError.DESTINATION_NOT_REACHABLE,
          BusError.DESTINATION_RESPONSE_FAILURE,
          BusError.TIMEOUT);

  private final BusConsumer bus;
  private final SortedMap<String, String> rows = new TreeMap<>();

  private PsmRows(BusConsumer bus) {
    this.bus = bus;
  }

  /**
   * Asks for every record, one by one.
   *
   * @param bus where PSM is
   * @return empty if the platform has no rows
   * @throws BusException if PSM does not answer
   */
  public static SortedMap<String, String> read(BusConsumer bus) throws BusException {
    PsmRows psm = new PsmRows(bus);
    int clients = psm.count(ROOT + "ClientNoOfEntries");
    for (int i = 1; i <= clients; i++) {
      psm.client(ROOT + "Client." + i + ".", CLIENTS + i + ".");
    }
    int clients6 = psm.count(ROOT6 + "ClientNoOfEntries");
    for (int i = 1; i <= clients6; i++) {
      psm.client6(ROOT6 + "Client." + i + ".", CLIENTS6 + i + ".");
    }
    return psm.rows;
  }

  private void client(String record, String row) throws BusException {
    copy(record + "Alias", row + "Alias");
    rows.putIfAbsent(row + "Enable", "false"); // a row without any record is a row
    options(record, "ReqOption", row + "ReqOption.", List.of("Alias", "Order", "Tag"));
    options(record, "SendOption", row + "SentOption.", SENT);
  }

  private void client6(String record, String row) throws BusException {
    copy(record + "Alias", row + "Alias");
    rows.putIfAbsent(row + "Enable", "false");
    copyTruth(record + "ReqAddr", row + "RequestAddresses");
    copyTruth(record + "ReqPrefix", row + "RequestPrefixes");
    copyTruth(record + "RapidCommit", row + "RapidCommit");
    copy(record + "T1", row + "SuggestedT1");
    copy(record + "T2", row + "SuggestedT2");
    copy(record + "RequestedOptions", row + "RequestedOptions");
    options(count(record + "SentOptNoOfEntries"), record + "SentOption", row + "SentOption.", SENT);
  }

  private void options(String record, String kind, String table, List<String> leaves)
      throws BusException {
    options(count(record + kind + "NoOfEntries"), record + kind, table, leaves);
  }

  private void options(int options, String record, String table, List<String> leaves)
      throws BusException {
    for (int i = 1; i <= options; i++) {
      rows.put(table + i + ".Enable", "true");
      for (String leaf : leaves) {
        copy(record + "." + i + "." + leaf, table + i + "." + leaf);
      }
    }
  }

  /** The component that this one replaces takes nothing but this very word for true. */
  private void copyTruth(String record, String path) throws BusException {
    text(record).ifPresent(text -> rows.put(path, Boolean.toString(text.equals("TRUE"))));
  }

  /** What is there and empty is as if it were not: the data model has a default. */
  private void copy(String record, String path) throws BusException {
    text(record).filter(text -> !text.isEmpty()).ifPresent(text -> rows.put(path, text));
  }

  private int count(String record) throws BusException {
    String text = text(record).orElse("0");
    return text.matches("[0-9]{1,9}") ? Math.min(Integer.parseInt(text), MOST_ROWS) : 0;
  }

  private Optional<String> text(String record) throws BusException {
    BusObject asked = BusObject.of(new BusProperty(record, new BusValue.None()));
    BusObject answer;
    try {
      answer = bus.invoke(READ, asked);
    } catch (BusException refused) {
      if (NOBODY.contains(refused.error())) {
        throw refused;
      }
      return Optional.empty();
    }
    BusValue value = answer.value(record).orElse(new BusValue.None());
    if (value instanceof BusValue.Text text) {
      return Optional.of(text.value());
    }
    return value instanceof BusValue.Whole whole
        ? Optional.of(Long.toString(whole.value()))
        : Optional.empty();
  }
}
