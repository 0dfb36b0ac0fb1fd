package org.rdkb.dhcpmanager.tr181;

/** The configuration could not be stored. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param reason in words, naming the disk or folder
   */
  public StoreException(String reason) {
    super(reason);
  }

  String reason() {
    String reason = getMessage();
    return reason == null ? "unknown" : reason;
  }
}
