package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.util.Optional;

/**
 * Port: turns a reading of the steady clock into wall time, for display only. Never blocks.
 *
 * <p>The same reading gives the same wall time until the wall clock is stepped; otherwise a
 * parameter would seem to change by itself.
 */
@FunctionalInterface
public interface WallClock {

  /**
   * When that was.
   *
   * @param steady a reading of the steady clock
   * @return absent while the wall clock is not set
   */
  Optional<Instant> at(Instant steady);
}
