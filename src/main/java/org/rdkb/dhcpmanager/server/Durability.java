package org.rdkb.dhcpmanager.server;

/** When an ACK may leave. */
public enum Durability {
  /** When its lease would survive a power failure. */
  SYNC,
  /** At once; what the last moments before a crash granted may be forgotten. */
  ASYNC
}
