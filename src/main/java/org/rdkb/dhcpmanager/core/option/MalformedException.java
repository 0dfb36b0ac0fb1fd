package org.rdkb.dhcpmanager.core.option;

/** Octets that do not follow their format. Decoders turn it into a value with the same reason. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A refusal.
   *
   * @param reason what is wrong, for an operator
   */
  public MalformedException(String reason) {
    super(reason, null, false, false);
  }

  /**
   * What is wrong.
   *
   * @return the reason given
   */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
