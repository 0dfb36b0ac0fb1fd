package org.rdkb.dhcpmanager.kernel;

/** Whether routes of a lease are installed. */
public enum RoutePolicy {
  /** Option 121, or else option 3 ({@code profile=standalone}). */
  INSTALL,
  /** None: somebody else does it, such as WAN Manager ({@code profile=rdk}). */
  LEAVE
}
