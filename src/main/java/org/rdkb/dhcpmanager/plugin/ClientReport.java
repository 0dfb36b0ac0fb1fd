package org.rdkb.dhcpmanager.plugin;

import java.util.List;
import org.rdkb.dhcpmanager.core.client.LeaseReport;

/**
 * What a client said, read from the environment of its plugin. Pure.
 *
 * @param report the report
 * @param notes fields that were dropped, and why, without their contents; empty if none
 */
public record ClientReport(LeaseReport report, List<String> notes) {

  /** Takes a copy of the notes. */
  public ClientReport {
    notes = List.copyOf(notes);
  }

  /** What a message comes to. */
  public sealed interface Outcome {
    /**
     * A report.
     *
     * @param report the report and its notes
     */
    record Read(ClientReport report) implements Outcome {}

    /**
     * Nothing that concerns the row.
     *
     * @param reason why
     */
    record Refused(Refusal reason) implements Outcome {}
  }
}
