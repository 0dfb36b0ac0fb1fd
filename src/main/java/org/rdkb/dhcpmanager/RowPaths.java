package org.rdkb.dhcpmanager;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Rows by their paths in the data model. */
final class RowPaths {
  private static final Pattern PATH =
      Pattern.compile("Device\\.DHCP(v[46])\\.Client\\.([1-9][0-9]{0,8})\\.");

  private RowPaths() {}

  /** With its dot. */
  static String path(RowId row) {
    return "Device.DHCP" + row.family().word() + ".Client." + row.instance() + ".";
  }

  /** Absent for any other text. */
  static Optional<RowId> row(String path) {
    Matcher parts = PATH.matcher(path);
    return parts.matches()
        ? Optional.of(
            new RowId(
                parts.group(1).equals("v6") ? Family.V6 : Family.V4,
                Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }
}
