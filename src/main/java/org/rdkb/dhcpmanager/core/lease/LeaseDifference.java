package org.rdkb.dhcpmanager.core.lease;

/** One respect in which two leases differ. */
public enum LeaseDifference {
  /** Another address. */
  ADDRESS,
  /** Another mask or broadcast address. */
  MASK,
  /** Other routers or classless routes. */
  ROUTES,
  /** Other resolvers or domain name. */
  RESOLVER,
  /** Another MTU. */
  MTU,
  /** Granted by another server. */
  SERVER,
  /** Other lease time, T1 or T2. */
  TIMES,
  /** Anything else that the lease carries. */
  OTHER
}
