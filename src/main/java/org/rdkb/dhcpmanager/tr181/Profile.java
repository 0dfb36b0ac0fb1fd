package org.rdkb.dhcpmanager.tr181;

/** What a product promises where TR-181 and the RDK-B component differ. */
public enum Profile {
  /** TR-181: addresses are empty without a lease. */
  STANDALONE,
  /**
   * RDK-B: addresses are 0.0.0.0 without a lease; {@code Enable} is refused while {@code Interface}
   * is empty.
   */
  RDK
}
