package org.rdkb.dhcpmanager.tr181;

/** The result of what has no result. */
public enum Done {
  /** It was done. */
  DONE
}
