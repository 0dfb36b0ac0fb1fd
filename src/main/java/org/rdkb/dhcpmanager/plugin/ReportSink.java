package org.rdkb.dhcpmanager.plugin;

import java.time.Duration;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Port: where checked reports go. Called on the monitor's thread only. */
public interface ReportSink {

  /**
   * Takes a report, in the order of the row's sequence numbers, without waiting. Once what follows
   * from it is durable, {@link LeaseMonitor#stored} is to be called with the same number. A report
   * comes again after a restart if that did not happen.
   *
   * @param row the row whose client spoke
   * @param sequence the number of the message
   * @param report what it said
   * @param age how long ago, zero or more
   * @return false if there is no room now: it stays in the spool and comes again soon
   */
  boolean accept(RowId row, long sequence, LeaseReport report, Duration age);
}
