package org.rdkb.dhcpmanager.core.fleet;

import org.rdkb.dhcpmanager.core.pool.PoolLease;

/**
 * What the store says of an address.
 *
 * @param lease who has it; the end of another server's lease depends on its wall clock and ours
 * @param revision of the key; what is written over it names it; 0: there is none, we promised it
 *     without asking
 * @param life in the store, on which the key hangs; 0: none, it stays; {@link #PROMISED}: it was
 *     granted by us before we started, and may not be in the store
 * @param clock by whose clock the lease ends
 */
public record Claim(PoolLease lease, long revision, long life, Clock clock) {
  /** Granted by us earlier, as our disk says. */
  public static final long PROMISED = -1;

  /** Whose clock. */
  public enum Clock {
    /** We wrote it since we started, and know when it ends. */
    OURS,
    /** Only the store knows: it is over when its key is gone. */
    THEIRS
  }
}
