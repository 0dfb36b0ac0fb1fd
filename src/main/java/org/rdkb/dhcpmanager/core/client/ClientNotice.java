package org.rdkb.dhcpmanager.core.client;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Lease;

/**
 * An event for WAN Manager and others, published as {@code Client.{i}.Events}.
 *
 * @param kind what happened
 * @param linuxInterface where
 * @param lease with {@link Kind#LEASE_UPDATE}, else absent
 */
public record ClientNotice(Kind kind, String linuxInterface, Optional<Lease> lease) {

  /** {@code MsgType}. */
  public enum Kind {
    /** A client process runs. */
    CLIENT_STARTED(0),
    /** The client was stopped as wanted. */
    CLIENT_STOPPED(1),
    /** The row went to {@code Error}. */
    CLIENT_FAILED(2),
    /** First or changed lease. */
    LEASE_UPDATE(3),
    /** The lease is gone. */
    LEASE_DEL(4),
    /** The lease was prolonged. */
    LEASE_RENEW(5);

    private final int messageType;

    Kind(int messageType) {
      this.messageType = messageType;
    }

    /**
     * The number on the bus.
     *
     * @return 0…5
     */
    public int messageType() {
      return messageType;
    }
  }
}
