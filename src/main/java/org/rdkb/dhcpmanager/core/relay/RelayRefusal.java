package org.rdkb.dhcpmanager.core.relay;

/** Why a message is not passed on. Each is counted. */
public enum RelayRefusal {
  /** It has passed as many relays as it may (RFC 1542 section 4.1.1). */
  TOO_MANY_HOPS,
  /** It says that this relay has seen it before. */
  LOOP,
  /** The client's interface has no address that the server could answer to. */
  NO_ADDRESS,
  /** Its rule names neither a server nor the one of this device. */
  NO_SERVER,
  /** A client itself says what only relays may (RFC 3046 section 2.1). */
  UNTRUSTED_INFORMATION,
  /** An answer that comes from where the clients are. */
  ANSWER_FROM_CLIENTS
}
