package org.rdkb.dhcpmanager.core.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client row.
 *
 * @param family which table
 * @param instance the instance number, positive, never given to another row
 */
public record RowId(Family family, int instance) {
  private static final Pattern NAME = Pattern.compile("(v[46])-([1-9][0-9]{0,8})");

  /** Checks the number. */
  public RowId {
    if (instance < 1) {
      throw new IllegalArgumentException("instance " + instance);
    }
  }

  /**
   * The row that a folder is named after.
   *
   * @param name as {@link #toString} gives it
   * @return absent for any other text
   */
  public static Optional<RowId> parse(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Family family = parts.group(1).equals(Family.V4.word()) ? Family.V4 : Family.V6;
    return Optional.of(new RowId(family, Integer.parseInt(parts.group(2))));
  }

  /** The row in log lines and folder names: {@code v4-1}. */
  @Override
  public String toString() {
    return family.word() + "-" + instance;
  }
}
