package org.rdkb.dhcpmanager.core.packet;

import java.util.Optional;

/** DHCP message types (RFC 2132 section 9.6). */
public enum MessageType4 {
  DISCOVER,
  OFFER,
  REQUEST,
  DECLINE,
  ACK,
  NAK,
  RELEASE,
  INFORM;

  private static final MessageType4[] ALL = values();

  /**
   * The value of option 53.
   *
   * @return 1…8
   */
  public int code() {
    return ordinal() + 1;
  }

  static Optional<MessageType4> of(int code) {
    return code >= 1 && code <= ALL.length ? Optional.of(ALL[code - 1]) : Optional.empty();
  }
}
