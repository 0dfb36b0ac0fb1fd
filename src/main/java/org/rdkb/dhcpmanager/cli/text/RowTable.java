package org.rdkb.dhcpmanager.cli.text;

import java.util.List;

/** What people want to see of a Client row. */
public final class RowTable {
  /** The table of DHCPv4 clients. */
  public static final String DHCPV4 = "Device.DHCPv4.Client.";

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

  private RowTable() {}

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
