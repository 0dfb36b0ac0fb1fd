package org.rdkb.dhcpmanager.core.client;

/** The address family of a client. */
public enum Family {
  /** {@code Device.DHCPv4.Client.} */
  V4("v4"),
  /** {@code Device.DHCPv6.Client.} */
  V6("v6");

  private final String word;

  Family(String word) {
    this.word = word;
  }

  /**
   * The family in file names and log lines.
   *
   * @return {@code v4} or {@code v6}
   */
  public String word() {
    return word;
  }
}
