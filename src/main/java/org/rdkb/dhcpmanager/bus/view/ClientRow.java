package org.rdkb.dhcpmanager.bus.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.bus.BusProperty;

/**
 * A row of a Client table as a get of the whole table shows it.
 *
 * @param table the table, with its dot
 * @param instance the row's number
 * @param values parameter name without path → shown value; no nested rows
 */
public record ClientRow(String table, int instance, Map<String, String> values) {
  /** The table of DHCPv4 clients. */
  public static final String DHCPV4 = "Device.DHCPv4.Client.";

  /** The table of DHCPv6 clients. */
  public static final String DHCPV6 = "Device.DHCPv6.Client.";

  /**
   * The rows of a table in order of their numbers; what does not look like one is left out.
   *
   * @param table with its dot
   * @param properties what a get of the table or of a row of it gave
   * @return any number
   */
  public static List<ClientRow> of(String table, List<BusProperty> properties) {
    Map<Integer, Map<String, String>> rows = new TreeMap<>();
    for (BusProperty property : properties) {
      if (!property.name().startsWith(table)) {
        continue;
      }
      String below = property.name().substring(table.length());
      int dot = below.indexOf('.');
      String number = dot < 0 ? "" : below.substring(0, dot);
      if (number.matches("[1-9][0-9]{0,8}") && below.indexOf('.', dot + 1) < 0) {
        rows.computeIfAbsent(Integer.valueOf(number), n -> new LinkedHashMap<>())
            .put(below.substring(dot + 1), Shown.text(property.value()));
      }
    }
    List<ClientRow> all = new ArrayList<>();
    rows.forEach((instance, values) -> all.add(new ClientRow(table, instance, values)));
    return all;
  }

  /**
   * A parameter of the row.
   *
   * @param parameter its name without path
   * @return as it is shown; empty if the row has none
   */
  public String value(String parameter) {
    return values.getOrDefault(parameter, "");
  }

  /**
   * The row's path.
   *
   * @return with its dot
   */
  public String path() {
    return table + instance + ".";
  }

  /**
   * Where its client is; rows of IPv6 have no standard parameter for it.
   *
   * @return a word of {@code DHCPStatus}
   */
  public String dhcpStatus() {
    return values.getOrDefault("DHCPStatus", value("X_DHCPMGR_DHCPStatus"));
  }

  /**
   * Whether somebody wants it to run.
   *
   * @return as the row says
   */
  public boolean isEnabled() {
    return value("Enable").equals("true");
  }

  /**
   * Whether its status is an error.
   *
   * @return as the row says
   */
  public boolean isInError() {
    return value("Status").startsWith("Error");
  }

  /**
   * Whether it looks for a server.
   *
   * @return as the row says
   */
  public boolean isSelecting() {
    return dhcpStatus().equals("Selecting");
  }

  /**
   * Whether it has a lease.
   *
   * @return as the row says
   */
  public boolean isBound() {
    String dhcpStatus = dhcpStatus();
    return dhcpStatus.equals("Bound")
        || dhcpStatus.equals("Renewing")
        || dhcpStatus.equals("Rebinding");
  }
}
