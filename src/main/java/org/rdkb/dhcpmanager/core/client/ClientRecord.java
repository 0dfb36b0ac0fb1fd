package org.rdkb.dhcpmanager.core.client;

import java.util.Optional;

/**
 * What of a row survives a restart besides its configuration.
 *
 * @param lease the lease held; absent if none
 * @param released true after a release, until renew, restart or a new enable
 */
public record ClientRecord(Optional<HeldLease> lease, boolean released) {
  /** Nothing to remember. */
  public static final ClientRecord EMPTY = new ClientRecord(Optional.empty(), false);
}
