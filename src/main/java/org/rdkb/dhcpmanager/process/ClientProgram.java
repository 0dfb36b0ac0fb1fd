package org.rdkb.dhcpmanager.process;

import org.rdkb.dhcpmanager.core.client.Family;

/** The client programs that can be driven. */
public enum ClientProgram {
  /** udhcpc of BusyBox, for IPv4. */
  UDHCPC,
  /** dibbler-client, for IPv6. */
  DIBBLER,
  /** dhcpcd, for either. */
  DHCPCD;

  /**
   * Whether it can serve rows of a family.
   *
   * @param family which
   * @return true for dhcpcd always
   */
  public boolean speaks(Family family) {
    return this == DHCPCD || (this == UDHCPC) == (family == Family.V4);
  }
}
