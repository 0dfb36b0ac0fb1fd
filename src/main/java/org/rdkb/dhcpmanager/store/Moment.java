package org.rdkb.dhcpmanager.store;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * An instant in a file, by both clocks: exact within the boot, else as good as the wall clock.
 *
 * @param steady ISO 8601 of the steady reading, or {@code never}
 * @param wallMillis milliseconds since 1970, or {@code never}
 */
record Moment(String steady, String wallMillis) {
  private static final String NEVER = "never";

  static Moment of(Instant steady, LeaseFiles.Clocks clocks) {
    return steady.equals(Instant.MAX)
        ? new Moment(NEVER, NEVER)
        : new Moment(
            steady.toString(), Long.toString(clocks.toWall().apply(steady).toEpochMilli()));
  }

  Instant steady(boolean sameBoot, LeaseFiles.Clocks clocks) throws DamagedException {
    if (steady.equals(NEVER) != wallMillis.equals(NEVER)) {
      throw new DamagedException("an instant is never by one clock only");
    }
    if (steady.equals(NEVER)) {
      return Instant.MAX;
    }
    try {
      Instant byWall = Instant.ofEpochMilli(Long.parseLong(wallMillis));
      Instant exact = Instant.parse(steady);
      return sameBoot ? exact : clocks.toSteady().apply(byWall);
    } catch (DateTimeException | NumberFormatException malformed) {
      throw new DamagedException("an instant is none");
    }
  }
}
