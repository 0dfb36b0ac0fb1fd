package org.rdkb.dhcpmanager.store;

/** A file does not hold what was once written to it. */
final class DamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
