package org.rdkb.dhcpmanager.core.fleet;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.pool.PoolLease;

/**
 * What a change asks of the store.
 *
 * @param change which
 * @param kind what to do
 * @param revision that the key must have; 0: it must not be there
 * @param fence a block that must be ours at that moment
 */
public record Step(PoolLease change, Kind kind, long revision, Optional<Ipv4Prefix> fence) {
  /** What to do. */
  public enum Kind {
    WRITE,
    DELETE,
    /** The store has nothing to forget. */
    NOTHING,
    /** It is another server's, or another client's. */
    REFUSED
  }

  static Step of(PoolLease change, Kind kind) {
    return new Step(change, kind, 0, Optional.empty());
  }
}
