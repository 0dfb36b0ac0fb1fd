package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;

/**
 * What the server knows of one address: who has it, or had it last. A lease whose end has passed
 * stays known, so that its client gets the same address again as long as nobody else needed it.
 *
 * @param address the address
 * @param client whose
 * @param hardware the client's
 * @param phase how it stands
 * @param until when that ends, milliseconds since boot, or {@link Now#NEVER}
 * @param hostName option 12 as sent, only printable ASCII; empty if none
 */
public record PoolLease(
    Ipv4Address address,
    ClientKey client,
    HardwareAddress hardware,
    Phase phase,
    long until,
    String hostName) {

  /** How an address stands. */
  public enum Phase {
    /** Offered and not yet asked for; not on disk. */
    OFFERED,
    LEASED,
    RELEASED,
    /** Somebody else was seen using it (RFC 2131 section 4.3.3). */
    DECLINED
  }

  PoolLease with(Phase next, long end) {
    return new PoolLease(address, client, hardware, next, end, hostName);
  }

  /**
   * The same lease with another end.
   *
   * @param end milliseconds since boot, or {@link Now#NEVER}
   * @return in the same phase
   */
  public PoolLease lasting(long end) {
    return with(phase, end);
  }

  /**
   * The same address, had last by the same client.
   *
   * @param now milliseconds since boot
   * @return free
   */
  public PoolLease ended(long now) {
    return with(Phase.RELEASED, now);
  }

  /**
   * Whether the client has the address now.
   *
   * @param now milliseconds since boot
   * @return false for an offer, and from the end on
   */
  public boolean isActive(long now) {
    return phase == Phase.LEASED && now < until;
  }

  /** Until when nobody else may have the address. */
  long heldUntil(long graceMillis) {
    return switch (phase) {
      case RELEASED -> Long.MIN_VALUE;
      case LEASED -> until == Now.NEVER ? Now.NEVER : until + graceMillis;
      case OFFERED, DECLINED -> until;
    };
  }
}
