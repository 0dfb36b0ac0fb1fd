package org.rdkb.dhcpmanager.core.softwire;

/** How IPv4 packets cross the IPv6 network. */
public enum MapTransport {
  /** By encapsulation (RFC 7597), option 94. */
  MAP_E,
  /** By translation (RFC 7599), option 95. */
  MAP_T
}
