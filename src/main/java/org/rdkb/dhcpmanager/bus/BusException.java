package org.rdkb.dhcpmanager.bus;

/** A refused or failed bus call: which code, which element, and why in words for the caller. */
public final class BusException extends Exception {
  private static final long serialVersionUID = 1L;

  private final BusError error;
  private final String element;

  /**
   * A refusal.
   *
   * @param error the code for the wire
   * @param element the path that the refusal is about; empty if none
   * @param reason why, without the path
   */
  public BusException(BusError error, String element, String reason) {
    super(reason);
    this.error = error;
    this.element = element;
  }

  /**
   * The code for the wire.
   *
   * @return never {@link BusError#SUCCESS}
   */
  public BusError error() {
    return error;
  }

  /**
   * The path that the refusal is about.
   *
   * @return empty if it is about no single element
   */
  public String element() {
    return element;
  }

  /**
   * Why, in words, without the path.
   *
   * @return the reason; the code's own text where no better one is known
   */
  public String reason() {
    String reason = getMessage();
    return reason == null ? error.text() : reason;
  }
}
