package org.rdkb.dhcpmanager.server;

import java.time.Duration;
import org.rdkb.dhcpmanager.core.pool.Responder.RapidCommit;

/**
 * When answers leave.
 *
 * @param durability before or after a lease is on disk
 * @param conflictProbe how long an offer waits for somebody to say that the address is its own;
 *     zero: nobody is asked
 * @param rapidCommit whether an OFFER may be left out; not where offers wait
 */
public record Answering(Durability durability, Duration conflictProbe, RapidCommit rapidCommit) {
  RapidCommit effectiveRapidCommit() {
    return conflictProbe.isZero() ? rapidCommit : RapidCommit.OFF;
  }
}
