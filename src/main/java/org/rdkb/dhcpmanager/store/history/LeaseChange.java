package org.rdkb.dhcpmanager.store.history;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * One change of a lease file.
 *
 * @param row whose
 * @param at wall clock, when it was durable
 * @param cause why
 * @param before its lines before; empty if there was no file
 * @param after its lines since; empty if the file was removed
 */
public record LeaseChange(
    RowId row,
    Instant at,
    Cause cause,
    SortedMap<String, String> before,
    SortedMap<String, String> after) {

  /**
   * Addresses and prefixes that the lines of a lease file speak of.
   *
   * @param lines of a lease file
   * @return separated by blanks; empty where no lease is held
   */
  public static String leased(Map<String, String> lines) {
    if (!line(lines, "held").equals("true")) {
      return "";
    }
    String all =
        line(lines, "address")
            + (lines.containsKey("prefixLength") ? "/" + line(lines, "prefixLength") : "")
            + " "
            + withoutSeconds(line(lines, "addresses"))
            + " "
            + withoutSeconds(line(lines, "prefixes"));
    return all.strip().replaceAll(" +", " ");
  }

  /** IPv6 lines are triples of what, preferred and valid seconds. */
  private static String withoutSeconds(String triples) {
    return triples.replaceAll("([^ ]+) [0-9]+ [0-9]+", "$1");
  }

  private static String line(Map<String, String> lines, String key) {
    return lines.getOrDefault(key, "");
  }
}
