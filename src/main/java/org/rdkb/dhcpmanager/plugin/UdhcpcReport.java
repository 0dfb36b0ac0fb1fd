package org.rdkb.dhcpmanager.plugin;

import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.core.client.LeaseReport;

/**
 * What udhcpc said, read from the environment of its script. Pure.
 *
 * @param report the report
 * @param notes fields that were dropped, and why, without their contents; empty if none
 */
public record UdhcpcReport(LeaseReport report, List<String> notes) {
  private static final int LONGEST_MESSAGE = 120;

  /** Takes a copy of the notes. */
  public UdhcpcReport {
    notes = List.copyOf(notes);
  }

  /** What a message comes to. */
  public sealed interface Outcome {
    /**
     * A report.
     *
     * @param report the report and its notes
     */
    record Read(UdhcpcReport report) implements Outcome {}

    /**
     * Nothing that concerns the row.
     *
     * @param reason why
     */
    record Refused(Refusal reason) implements Outcome {}
  }

  /**
   * Reads an event.
   *
   * @param event the script's first argument
   * @param environment name → value; a character stands for an octet
   * @param linuxInterface the interface that the client was started on
   * @return a report, or why the message is refused whole
   */
  public static Outcome of(String event, Map<String, String> environment, String linuxInterface) {
    if (linuxInterface.isEmpty() || !linuxInterface.equals(environment.get("interface"))) {
      return new Outcome.Refused(Refusal.INTERFACE);
    }
    return switch (event) {
      case "bound", "renew" -> new Outcome.Read(granted(environment));
      case "deconfig" -> plain(new LeaseReport.Deconfigured());
      case "leasefail" -> plain(new LeaseReport.NoServer());
      case "nak" -> plain(new LeaseReport.Nak(clean(environment.getOrDefault("message", ""))));
      default -> new Outcome.Refused(Refusal.EVENT);
    };
  }

  private static UdhcpcReport granted(Map<String, String> environment) {
    Fields fields = new Fields(environment);
    try {
      return new UdhcpcReport(
          new LeaseReport.Granted(new UdhcpcLease(fields).lease()), fields.notes());
    } catch (Fields.Unusable unusable) {
      return new UdhcpcReport(new LeaseReport.Refused(unusable.reason()), fields.notes());
    }
  }

  private static Outcome plain(LeaseReport report) {
    return new Outcome.Read(new UdhcpcReport(report, List.of()));
  }

  /** A server's words, for an operator's eyes: printable ASCII, the rest as dots, cut. */
  private static String clean(String words) {
    String cut = words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) : words;
    return cut.replaceAll("[^ -~]", ".").strip();
  }
}
