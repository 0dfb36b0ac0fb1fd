package org.rdkb.dhcpmanager.plugin;

import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.core.client.LeaseReport;

/** Reads what udhcpc said from the environment of its script. Pure. */
public final class UdhcpcReport {
  private static final int LONGEST_MESSAGE = 120;

  private UdhcpcReport() {}

  /**
   * Reads an event.
   *
   * @param event the script's first argument
   * @param environment name → value; a character stands for an octet
   * @param linuxInterface the interface that the client was started on
   * @return a report, or why the message is refused whole
   */
  public static ClientReport.Outcome of(
      String event, Map<String, String> environment, String linuxInterface) {
    if (linuxInterface.isEmpty() || !linuxInterface.equals(environment.get("interface"))) {
      return new ClientReport.Outcome.Refused(Refusal.INTERFACE);
    }
    return switch (event) {
      case "bound", "renew" -> new ClientReport.Outcome.Read(granted(environment));
      case "deconfig" -> plain(new LeaseReport.Deconfigured());
      case "leasefail" -> plain(new LeaseReport.NoServer());
      case "nak" -> plain(new LeaseReport.Nak(clean(environment.getOrDefault("message", ""))));
      default -> new ClientReport.Outcome.Refused(Refusal.EVENT);
    };
  }

  private static ClientReport granted(Map<String, String> environment) {
    Fields fields = new Fields(environment);
    try {
      return new ClientReport(
          new LeaseReport.Granted(new UdhcpcLease(fields).lease()), fields.notes());
    } catch (Fields.Unusable unusable) {
      return new ClientReport(new LeaseReport.Refused(unusable.reason()), fields.notes());
    }
  }

  private static ClientReport.Outcome plain(LeaseReport report) {
    return new ClientReport.Outcome.Read(new ClientReport(report, List.of()));
  }

  /** A server's words, for an operator's eyes: printable ASCII, the rest as dots, cut. */
  private static String clean(String words) {
    String cut = words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) : words;
    return cut.replaceAll("[^ -~]", ".").strip();
  }
}
