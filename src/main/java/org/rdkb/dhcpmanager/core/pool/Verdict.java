package org.rdkb.dhcpmanager.core.pool;

/** What became of a request. Each is counted and has its word in the log. */
public enum Verdict {
  /** A DISCOVER got an OFFER. */
  OFFERED,
  /** A DISCOVER with option 80 got an ACK at once (RFC 4039). */
  RAPIDLY_COMMITTED,
  /** An offer was taken. */
  SELECTED,
  /** A client that restarted keeps its address (INIT-REBOOT). */
  CONFIRMED,
  /** A lease was extended by who granted it (RENEWING). */
  RENEWED,
  /** A lease was extended by whoever heard (REBINDING). */
  REBOUND,
  /** A lease that had ended was extended within the time of grace. */
  RENEWED_IN_GRACE,
  /** An INFORM was answered. */
  INFORMED,
  /** A client gave its address back. */
  RELEASED,
  /** A client found its address in use; the address sits out. */
  DECLINED,

  /** NAK: the address belongs to another subnet. */
  WRONG_SUBNET,
  /** NAK: nobody may have the address, or it is kept for somebody else. */
  ADDRESS_NOT_SERVED,
  /** NAK: somebody else has the address. */
  ADDRESS_TAKEN,
  /** NAK: the lease, and the time of grace, are over. */
  GRACE_OVER,
  /** NAK, or silence if it wants no lease confirmed: the guard refused; the refusal says why. */
  REFUSED,
  /** NAK: nothing is known of such a lease. */
  UNKNOWN_LEASE,

  /** Silence: nothing is known of such a lease, and another server may know. */
  NOT_AUTHORITATIVE,
  /** Silence: without a quorum of the fleet, nothing may be promised of this address. */
  NO_QUORUM,
  /** Silence: the client took the offer of another server. */
  OTHER_SERVER,
  /** Silence: no pool serves the client's link. */
  NO_SUBNET,
  /** Silence: the pools of the link are for others. */
  NOT_ADMITTED,
  /** Silence: the interface has no address that could be the server identifier. */
  NO_SERVER_ADDRESS,
  /** Silence: every address of the pool is held. */
  POOL_EXHAUSTED,
  /** Silence: neither client identifier nor hardware address. */
  NO_CLIENT,
  /** Silence: only servers send this, or a field that the message needs is missing. */
  NOT_A_REQUEST,
  /** Silence: RELEASE or DECLINE of what the client does not have. */
  NOT_ITS_LEASE
}
