package org.rdkb.dhcpmanager.tr181;

/**
 * What the last start found, of rows of both families.
 *
 * @param rows client rows in the configuration
 * @param leases of those, rows with a lease on disk that had not ended
 * @param adopted clients that went on running without us, and are ours again
 * @param repaired lease files of which a part could not be used
 * @param setAside damaged files that were put into quarantine
 * @param configuration what became of the stored configuration: current, former (the last change
 *     was damaged), lost, never stored
 * @param millis from the first step until everything was on the bus
 */
public record StartSummary(
    int rows,
    int leases,
    int adopted,
    int repaired,
    int setAside,
    String configuration,
    long millis) {
  /** Nothing is known of it. */
  public static final StartSummary NONE = new StartSummary(0, 0, 0, 0, 0, "", 0);
}
