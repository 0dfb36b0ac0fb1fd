package org.rdkb.dhcpmanager.bus.view;

import java.util.List;

/**
 * The answer to "is everything all right, and if not, what next".
 *
 * @param isWell true: nothing to do
 * @param sentence for people
 */
public record Health(boolean isWell, String sentence) {

  /**
   * Looks at all rows of both tables.
   *
   * @param rows in the order in which they are to be judged
   * @return the first thing that is wrong, else that all is well
   */
  public static Health of(List<ClientRow> rows) {
    if (rows.isEmpty()) {
      return new Health(false, "No client row exists; next: ./dhcpmgr add " + ClientRow.DHCPV4);
    }
    for (ClientRow row : rows) {
      if (row.isEnabled() && row.isInError()) {
        return new Health(false, name(row) + " is in " + row.value("Status") + reason(row));
      }
    }
    List<ClientRow> enabled = rows.stream().filter(ClientRow::isEnabled).toList();
    if (enabled.isEmpty()) {
      return new Health(
          true,
          "The manager answers, but no row is enabled; next: ./dhcpmgr set "
              + path(rows.get(0))
              + "Interface=<linux name> "
              + path(rows.get(0))
              + "Enable=true");
    }
    for (ClientRow row : enabled) {
      if (!row.isBound()) {
        return new Health(false, waiting(row));
      }
    }
    return new Health(
        true,
        enabled.size() == 1
            ? "All is well: the enabled row holds a lease."
            : "All is well: all " + enabled.size() + " enabled rows hold a lease.");
  }

  private static String reason(ClientRow row) {
    String error = row.value("X_DHCPMGR_LastError");
    if (!error.isEmpty()) {
      return ": " + error + ".";
    }
    return row.value("Interface").isEmpty()
        ? ": it has no interface; next: ./dhcpmgr set " + path(row) + "Interface=<linux name>"
        : "; next: see the manager's log for this row.";
  }

  private static String waiting(ClientRow row) {
    String dhcp = row.dhcpStatus();
    if (dhcp.equals("Init")) {
      return name(row)
          + " is enabled but its client is not asking (released, or just starting); next: ./dhcpmgr"
          + " set "
          + path(row)
          + "Renew=true";
    }
    return name(row)
        + " waits for a DHCP server on "
        + row.value("Interface")
        + " ("
        + dhcp
        + "); next: check the cable and the server there.";
  }

  private static String name(ClientRow row) {
    String alias = row.value("Alias");
    String word = row.table().equals(ClientRow.DHCPV6) ? "IPv6 row " : "Row ";
    return word + row.instance() + (alias.isEmpty() ? "" : " (" + alias + ")");
  }

  private static String path(ClientRow row) {
    return row.path();
  }
}
