package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;

/**
 * Where in its life a lease is (RFC 2131 figure 5). An external client does not tell; the phase is
 * inferred from T1 and T2.
 */
public enum LeasePhase {
  /** Before T1. */
  BOUND,
  /** From T1 to T2: the client asks the server that granted it. */
  RENEWING,
  /** From T2 to the end: the client asks any server. */
  REBINDING;

  /**
   * When this phase of a lease ends.
   *
   * @param held the lease
   * @return T1, T2 or the end
   */
  Instant endOf(HeldLease held) {
    return switch (this) {
      case BOUND -> held.renewAt();
      case RENEWING -> held.rebindAt();
      case REBINDING -> held.expiresAt();
    };
  }
}
