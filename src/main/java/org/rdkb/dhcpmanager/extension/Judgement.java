package org.rdkb.dhcpmanager.extension;

import org.rdkb.dhcpmanager.core.lease.Grant;

/** What an extension makes of a lease. */
public sealed interface Judgement {

  /**
   * The lease is used.
   *
   * @param grant as it was granted, or with something added. Addresses, prefixes, times and server
   *     are the server's: an answer that changes them is a fault of the extension
   */
  record Accepted(Grant grant) implements Judgement {}

  /**
   * The lease is not used; the one held so far stays until it ends.
   *
   * @param reason for the operator; the row shows it
   */
  record Refused(String reason) implements Judgement {}

  /**
   * Uses a lease.
   *
   * @param grant as it was granted, or with something added
   * @return the judgement
   */
  static Judgement accepted(Grant grant) {
    return new Accepted(grant);
  }

  /**
   * Does not use a lease.
   *
   * @param reason why
   * @return the judgement
   */
  static Judgement refused(String reason) {
    return new Refused(reason);
  }
}
