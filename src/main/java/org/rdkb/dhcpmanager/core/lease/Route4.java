package org.rdkb.dhcpmanager.core.lease;

/**
 * A route that a server handed out (options 3, 33, 121, 249).
 *
 * @param destination where it leads
 * @param gateway the next hop; 0.0.0.0: the destination is on the link itself (RFC 3442)
 */
public record Route4(Ipv4Prefix destination, Ipv4Address gateway) {
  @Override
  public String toString() {
    return destination + " via " + gateway;
  }
}
