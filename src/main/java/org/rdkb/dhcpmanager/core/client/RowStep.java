package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.List;

/**
 * One event of a row, and what came of it.
 *
 * @param before the row before
 * @param event what happened
 * @param after the row afterwards
 * @param effects what was done, in order
 * @param installed whether the kernel took what it was told of a lease, if anything
 * @param now the steady clock, which counts from boot, when it happened
 */
public record RowStep(
    RowSnapshot before,
    ClientEvent event,
    RowSnapshot after,
    List<Effect> effects,
    boolean installed,
    Instant now) {
  /** Takes a copy of the list. */
  public RowStep {
    effects = List.copyOf(effects);
  }
}
