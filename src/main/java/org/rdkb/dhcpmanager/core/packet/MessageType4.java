package org.rdkb.dhcpmanager.core.packet;

import java.util.Optional;

/** DHCP message types (RFC 2132 section 9.6). */
public enum MessageType4 {
  DISCOVER(1),
  OFFER(2),
  REQUEST(3),
  DECLINE(4),
  ACK(5),
  NAK(6),
  RELEASE(7),
  INFORM(8);

  private static final MessageType4[] ALL = values();

  private final int code;

  MessageType4(int code) {
    this.code = code;
  }

  /**
   * The value of option 53.
   *
   * @return 1…8
   */
  public int code() {
    return code;
  }

  static Optional<MessageType4> of(int code) {
    return code >= 1 && code <= ALL.length ? Optional.of(ALL[code - 1]) : Optional.empty();
  }
}
