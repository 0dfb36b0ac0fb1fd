package org.rdkb.dhcpmanager.core.attach;

/** How far a check of the declared links goes. */
public enum CheckExtent {
  /** Those in use; what is missing is made if {@code attach.autoRecover} says so. */
  IN_USE,
  /** All that are enabled; what is missing is made. */
  ALL
}
