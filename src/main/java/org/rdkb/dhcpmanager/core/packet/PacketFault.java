package org.rdkb.dhcpmanager.core.packet;

/** Why octets are no DHCP message. The first that is found is the one that is told. */
public enum PacketFault implements Reading {
  /** Ends before the magic cookie does. */
  TOO_SHORT,
  /** Longer than {@link PacketReader#MOST}. */
  TOO_LONG,
  /** Neither a request nor a reply. */
  BAD_OP,
  /** A hardware address longer than its field, of the wrong length for Ethernet, or a group's. */
  BAD_HARDWARE,
  /** More than 16 relays: it goes round in circles (RFC 1542 section 4.1.1). */
  TOO_MANY_HOPS,
  /** Not DHCP but BOOTP with other vendor information, or something else (RFC 2131 section 3). */
  WRONG_COOKIE,
  /** An option reaches beyond the field that it is in. */
  OPTION_TRUNCATED,
  /** A field with options has no end option (RFC 2131 section 4.1). */
  NO_END,
  /** Option 52 has no value of RFC 2132 section 9.3, comes twice, or is in an overloaded field. */
  BAD_OVERLOAD,
  /** No message type: BOOTP. */
  NO_TYPE,
  /** A message type that is none. */
  BAD_TYPE,
  /** An option that decides something has not the length that it must have. */
  BAD_LENGTH
}
