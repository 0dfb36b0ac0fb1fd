package org.rdkb.dhcpmanager.store;

/** A file does not hold what was once written to it. */
public final class DamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Damage.
   *
   * @param reason what is wrong, without the file's name
   */
  public DamagedException(String reason) {
    super(reason);
  }

  /**
   * What is wrong.
   *
   * @return in words
   */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
