package org.rdkb.dhcpmanager.core.client;

/** What a running client can be told. */
public enum ClientSignal {
  /** Renew the lease now. */
  RENEW,
  /** Return the lease to the server. */
  RELEASE,
  /** End. */
  TERMINATE,
  /** End at once, without a chance to object. */
  KILL
}
