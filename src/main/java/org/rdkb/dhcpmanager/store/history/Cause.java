package org.rdkb.dhcpmanager.store.history;

import java.util.Map;
import java.util.SortedMap;

/** Why a lease file changed, as its lines before and after tell. */
public enum Cause {
  /** There was no lease, and now there is. */
  OBTAINED,
  /** The same addresses and prefixes, granted anew. */
  RENEWED,
  /** Other addresses or prefixes than before. */
  REPLACED,
  /** Given back by request. */
  RELEASED,
  /** Expired, refused by the server, or given up. */
  ENDED,
  /** Something else that is kept with the lease. */
  NOTED,
  /** The row was deleted. */
  ROW_DELETED;

  private static final String TRUE = "true";

  static Cause of(SortedMap<String, String> before, SortedMap<String, String> after) {
    if (after.isEmpty()) {
      return ROW_DELETED;
    }
    boolean had = has(before, "held");
    boolean has = has(after, "held");
    if (had && has) {
      if (!leased(before).equals(leased(after))) {
        return REPLACED;
      }
      return text(before, "obtained.steady").equals(text(after, "obtained.steady"))
          ? NOTED
          : RENEWED;
    }
    if (has) {
      return OBTAINED;
    }
    if (had) {
      return has(after, "released") ? RELEASED : ENDED;
    }
    return NOTED;
  }

  private static boolean has(Map<String, String> lines, String key) {
    return text(lines, key).equals(TRUE);
  }

  /** What was leased, without how long: IPv6 lines are triples of what, preferred and valid. */
  private static String leased(Map<String, String> lines) {
    return text(lines, "address")
        + " "
        + (text(lines, "addresses") + " " + text(lines, "prefixes")).replaceAll(" [0-9]+\\b", "");
  }

  private static String text(Map<String, String> lines, String key) {
    return lines.getOrDefault(key, "");
  }
}
