package org.rdkb.dhcpmanager.core.client;

/** TR-181 {@code Status}: the outcome of {@code Enable}. */
public enum Status {
  /** Not enabled, or told to release. */
  DISABLED("Disabled"),
  /** A client process serves the row. */
  ENABLED("Enabled"),
  /** A setting is missing or wrong. */
  ERROR_MISCONFIGURED("Error_Misconfigured"),
  /** Something outside the configuration is in the way. */
  ERROR("Error");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /**
   * The word of the data model.
   *
   * @return exact TR-181 spelling
   */
  public String word() {
    return word;
  }
}
