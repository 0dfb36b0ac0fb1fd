package org.rdkb.dhcpmanager.plugin;

import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/**
 * Reads what dhcpcd said from the environment of its script. Pure.
 *
 * <p>It has one event; what happened is in {@code reason}. Options come as octets under names of
 * ours ({@code new_opt6}, {@code new_dhcp6_opt23}), as its configuration defines them; what it had
 * before is there as {@code old_…}.
 */
public final class DhcpcdReport {
  /** The event of a message from dhcpcd's script, of either family. */
  public static final String EVENT = "dhcpcd";

  private static final LeaseReport NO_CHANGE =
      new LeaseReport.Withdrawn(new Withdrawal(List.of(), List.of()));

  private DhcpcdReport() {}

  /**
   * Reads an event.
   *
   * @param family of the row
   * @param environment name → value; a character stands for an octet
   * @param linuxInterface the interface that the client was started on
   * @return a report, or why the message is refused whole
   */
  public static ClientReport.Outcome of(
      Family family, Map<String, String> environment, String linuxInterface) {
    if (linuxInterface.isEmpty() || !linuxInterface.equals(environment.get("interface"))) {
      return new ClientReport.Outcome.Refused(Refusal.INTERFACE);
    }
    String reason = environment.getOrDefault("reason", "");
    boolean ofV6 = reason.endsWith("6");
    if (ofV6 != (family == Family.V6)) {
      return new ClientReport.Outcome.Refused(Refusal.EVENT);
    }
    return switch (ofV6 ? reason.substring(0, reason.length() - 1) : reason) {
      case "BOUND", "RENEW", "REBIND", "REBOOT" -> granted(family, environment);
      case "INFORM" -> ofV6 ? informed(environment) : refused();
      case "NAK" -> ofV6 ? refused() : plain(new LeaseReport.Nak(""));
      case "FAIL", "TIMEOUT" -> plain(new LeaseReport.NoServer());
      case "EXPIRE", "EXPIRED" -> expired(family, environment);
      // Said before a helper of it has sent the message, which needs the address: its end counts.
      case "RELEASE" -> plain(NO_CHANGE);
      case "STOP" -> plain(NO_CHANGE); // it ends; what it got lives on as long as it was granted
      default -> refused();
    };
  }

  /** A cable that is pulled makes it forget its lease, which is granted all the same. */
  private static ClientReport.Outcome expired(Family family, Map<String, String> environment) {
    if (!"up".equals(environment.get("ifcarrier"))) {
      return plain(NO_CHANGE);
    }
    return family == Family.V4
        ? plain(new LeaseReport.Deconfigured())
        : plain(DhcpcdReply.gone(environment));
  }

  private static ClientReport.Outcome granted(Family family, Map<String, String> environment) {
    Fields fields =
        new Fields(family == Family.V4 ? DhcpcdWords.asUdhcpc(environment) : environment);
    LeaseReport report;
    try {
      report =
          new LeaseReport.Granted(
              family == Family.V4
                  ? new UdhcpcLease(fields).lease()
                  : new DhcpcdReply(fields, "new").reply());
    } catch (Fields.Unusable unusable) {
      report = new LeaseReport.Refused(unusable.reason());
    }
    return new ClientReport.Outcome.Read(new ClientReport(report, fields.notes()));
  }

  private static ClientReport.Outcome informed(Map<String, String> environment) {
    Fields fields = new Fields(environment);
    LeaseReport report =
        new LeaseReport.Granted(new Information6(new DhcpcdReply(fields, "new").answer()));
    return new ClientReport.Outcome.Read(new ClientReport(report, fields.notes()));
  }

  private static ClientReport.Outcome plain(LeaseReport report) {
    return new ClientReport.Outcome.Read(new ClientReport(report, List.of()));
  }

  private static ClientReport.Outcome refused() {
    return new ClientReport.Outcome.Refused(Refusal.EVENT);
  }
}
