package org.rdkb.dhcpmanager.core.client;

/** An interface as a client sees it. */
public enum LinkState {
  /** The kernel has no interface of that name. */
  ABSENT,
  /** It exists but is not up, or has no carrier. */
  DOWN,
  /**
   * Up and running, but without an IPv6 link-local address that may be used: none yet, or duplicate
   * address detection is not done. Only said of the links of IPv6 rows.
   */
  NO_LINK_LOCAL,
  /** Up and running. */
  READY
}
