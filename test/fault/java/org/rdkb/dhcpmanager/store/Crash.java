package org.rdkb.dhcpmanager.store;

/** The process has ended here, and nothing that it does afterwards happens. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("end of the process");
  }
}
