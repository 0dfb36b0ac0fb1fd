package org.rdkb.dhcpmanager;

import java.util.List;
import java.util.Set;

/**
 * What a reload of the settings came to; its text is the end of the line that closes it.
 *
 * @param kind how it ended
 * @param differences keys whose values are other, in order
 */
record ReloadOutcome(Kind kind, List<SettingKey> differences) {
  /** How a reload ends. */
  enum Kind {
    /** What can change while running is in force, the rest waits for a new start. */
    APPLIED,
    /** Nothing is other. */
    UNCHANGED,
    /** Nothing was touched: the settings cannot be read, or make no sense together. */
    REFUSED
  }

  static final ReloadOutcome REFUSED = new ReloadOutcome(Kind.REFUSED, List.of());

  ReloadOutcome {
    differences = List.copyOf(differences);
  }

  static ReloadOutcome applied(Set<SettingKey> differences) {
    return differences.isEmpty()
        ? new ReloadOutcome(Kind.UNCHANGED, List.of())
        : new ReloadOutcome(Kind.APPLIED, List.copyOf(differences));
  }

  private List<String> keys(SettingKey.AtRunTime which) {
    return differences.stream()
        .filter(key -> key.atRunTime() == which)
        .map(SettingKey::key)
        .toList();
  }

  @Override
  public String toString() {
    return "outcome="
        + kind
        + " applied="
        + keys(SettingKey.AtRunTime.YES)
        + " newStart="
        + keys(SettingKey.AtRunTime.NO);
  }
}
