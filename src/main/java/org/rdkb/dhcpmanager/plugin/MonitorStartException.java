package org.rdkb.dhcpmanager.plugin;

/** The monitor cannot listen. The message tells an operator why, and who is in the way. */
public final class MonitorStartException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A failure to start.
   *
   * @param message why
   * @param cause what was caught
   */
  public MonitorStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
