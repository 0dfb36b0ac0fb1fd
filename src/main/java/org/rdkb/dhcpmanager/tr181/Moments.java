package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Dates and times as TR-106 writes them: UTC, whole seconds, two sentinels. */
final class Moments {
  /** Unknown time. */
  static final String UNKNOWN = "0001-01-01T00:00:00Z";

  /** Never. */
  static final String INFINITE = "9999-12-31T23:59:59Z";

  private static final Instant LAST = Instant.parse(INFINITE);

  private Moments() {}

  static String text(Optional<Instant> steady, WallClock wall) {
    if (steady.isEmpty()) {
      return UNKNOWN;
    }
    if (steady.get().equals(Instant.MAX)) {
      return INFINITE;
    }
    return wall.at(steady.get())
        .map(at -> at.isAfter(LAST) ? INFINITE : at.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse(UNKNOWN);
  }
}
