package org.rdkb.dhcpmanager.core.client;

/** An effect could not be carried out. The cause tells the machine what to do about it. */
public final class EffectException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ClientEvent.FailedEffect what;

  /**
   * A failure.
   *
   * @param what which kind of effect
   * @param reason why, in words for the operator
   */
  public EffectException(ClientEvent.FailedEffect what, String reason) {
    super(reason);
    this.what = what;
  }

  /**
   * The failure as an event for the machine.
   *
   * @return the event
   */
  public ClientEvent.EffectFailed event() {
    String reason = getMessage();
    return new ClientEvent.EffectFailed(what, reason == null ? what.toString() : reason);
  }
}
