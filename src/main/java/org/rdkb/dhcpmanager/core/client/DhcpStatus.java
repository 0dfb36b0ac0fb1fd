package org.rdkb.dhcpmanager.core.client;

/**
 * TR-181 {@code DHCPStatus}: the position in RFC 2131's state machine, as far as it can be seen.
 */
public enum DhcpStatus {
  /** No client is running. */
  INIT("Init"),
  /** A client is running and has no lease. */
  SELECTING("Selecting"),
  /** A client is running and asks for the lease that the row still holds from the one before. */
  REQUESTING("Requesting"),
  /** T2 has passed. */
  REBINDING("Rebinding"),
  /** There is a lease. */
  BOUND("Bound"),
  /** T1 has passed. */
  RENEWING("Renewing");

  private final String word;

  DhcpStatus(String word) {
    this.word = word;
  }

  /**
   * The word of the data model.
   *
   * @return exact TR-181 spelling
   */
  public String word() {
    return word;
  }
}
