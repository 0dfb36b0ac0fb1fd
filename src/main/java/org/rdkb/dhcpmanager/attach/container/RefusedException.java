package org.rdkb.dhcpmanager.attach.container;

/** What the engine asks for cannot be done. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * A refusal.
   *
   * @param reason a sentence for whoever uses the engine
   */
  public RefusedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
