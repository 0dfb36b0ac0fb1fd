package org.rdkb.dhcpmanager.tr181;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What of the stored configuration is in force after the machine has booted. */
public final class AfterBoot {
  private static final Pattern WAN_MANAGERS =
      Pattern.compile("Device\\.DHCPv[46]\\.Client\\.[0-9]+\\.(Enable|Interface)");

  private AfterBoot() {}

  /**
   * In RDK-B WAN Manager says after each boot which client runs where; until then none does.
   *
   * @param stored texts by path
   * @return the same without {@code Enable} and {@code Interface} of client rows, which have their
   *     defaults then
   */
  public static SortedMap<String, String> untilWanManagerSays(SortedMap<String, String> stored) {
    SortedMap<String, String> left = new TreeMap<>(stored);
    left.keySet().removeIf(path -> WAN_MANAGERS.matcher(path).matches());
    return left;
  }
}
