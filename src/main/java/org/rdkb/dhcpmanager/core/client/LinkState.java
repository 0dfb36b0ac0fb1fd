package org.rdkb.dhcpmanager.core.client;

/** An interface as a client sees it. */
public enum LinkState {
  /** The kernel has no interface of that name. */
  ABSENT,
  /** It exists but is not up, or has no carrier. */
  DOWN,
  /** Up and running. */
  READY
}
