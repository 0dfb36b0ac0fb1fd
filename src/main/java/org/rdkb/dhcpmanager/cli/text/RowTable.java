package org.rdkb.dhcpmanager.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.rdkb.dhcpmanager.bus.view.ClientRow;

/** What people want to see of a Client row. */
public final class RowTable {
  /** The parameters shown, in the order of the columns. */
  public static final List<String> PARAMETERS =
      List.of(
          "Alias",
          "Interface",
          "Status",
          "DHCPStatus",
          "IPAddress",
          "LeaseTimeRemaining",
          "DHCPServer",
          "X_DHCPMGR_LastError");

  /** As {@link #PARAMETERS}, of a DHCPv6 client. */
  public static final List<String> PARAMETERS6 =
      List.of(
          "Alias",
          "Interface",
          "Status",
          "X_DHCPMGR_DHCPStatus",
          "X_DHCPMGR_Addresses",
          "X_DHCPMGR_Prefixes",
          "X_DHCPMGR_LeaseExpires",
          "X_DHCPMGR_LastError");

  /** TR-106 section 3.2.1: a time that will not come. */
  private static final String NEVER = "9999-12-31T23:59:59Z";

  private RowTable() {}

  /**
   * The rows of DHCPv6 clients as a table.
   *
   * @param rows in order
   * @param now the wall clock, for what is left of a lease
   * @return ready to print
   */
  public static TextTable of6(List<ClientRow> rows, Instant now) {
    TextTable table =
        new TextTable(
            "ROW6",
            "ALIAS",
            "INTERFACE",
            "STATUS",
            "DHCP",
            "ADDRESSES",
            "PREFIXES",
            "REMAINING",
            "LAST ERROR");
    for (ClientRow row : rows) {
      String[] cells = new String[PARAMETERS6.size() + 1];
      cells[0] = Integer.toString(row.instance());
      for (int i = 0; i < PARAMETERS6.size(); i++) {
        String value = row.value(PARAMETERS6.get(i));
        cells[i + 1] =
            PARAMETERS6.get(i).equals("X_DHCPMGR_LeaseExpires") ? until(row, value, now) : value;
      }
      table.row(cells);
    }
    return table;
  }

  private static String until(ClientRow row, String expires, Instant now) {
    if (!row.isBound()) {
      return "";
    }
    try {
      return expires.equals(NEVER)
          ? "infinite"
          : Math.max(0, Duration.between(now, Instant.parse(expires)).toSeconds()) + " s";
    } catch (DateTimeParseException unknown) {
      return "";
    }
  }

  /**
   * The rows as a table.
   *
   * @param rows in order
   * @return ready to print
   */
  public static TextTable of(List<ClientRow> rows) {
    TextTable table =
        new TextTable(
            "ROW",
            "ALIAS",
            "INTERFACE",
            "STATUS",
            "DHCP",
            "ADDRESS",
            "REMAINING",
            "SERVER",
            "LAST ERROR");
    for (ClientRow row : rows) {
      String[] cells = new String[PARAMETERS.size() + 1];
      cells[0] = Integer.toString(row.instance());
      for (int i = 0; i < PARAMETERS.size(); i++) {
        String value = row.value(PARAMETERS.get(i));
        cells[i + 1] = PARAMETERS.get(i).equals("LeaseTimeRemaining") ? remaining(row) : value;
      }
      table.row(cells);
    }
    return table;
  }

  /** TR-181: −1 is a lease without end; without a lease the figure says nothing. */
  private static String remaining(ClientRow row) {
    String seconds = row.value("LeaseTimeRemaining");
    if (seconds.equals("-1")) {
      return "infinite";
    }
    return row.isBound() ? seconds + " s" : "";
  }
}
