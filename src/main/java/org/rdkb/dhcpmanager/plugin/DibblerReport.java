package org.rdkb.dhcpmanager.plugin;

import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/**
 * Reads what dibbler-client said from the environment of its script. Pure.
 *
 * <p>dibbler puts the addresses and prefixes of the server's answer first, then its options, then,
 * under the same names with higher numbers, what it had sent itself; those echoes are not a
 * server's words and are left out.
 */
public final class DibblerReport {
  private DibblerReport() {}

  /**
   * Reads an event.
   *
   * @param event the script's first argument
   * @param environment name → value, in the client's order; a character stands for an octet
   * @param linuxInterface the interface that the client was started on
   * @return a report, or why the message is refused whole
   */
  public static ClientReport.Outcome of(
      String event, Map<String, String> environment, String linuxInterface) {
    boolean gone = List.of("delete", "del", "expire").contains(event);
    if (!gone && !event.equals("add") && !event.equals("update")) {
      return new ClientReport.Outcome.Refused(Refusal.EVENT);
    }
    // What has expired comes without the name of an interface; the token says whose it was.
    String named = environment.getOrDefault("IFACE", gone ? linuxInterface : "");
    if (linuxInterface.isEmpty() || !linuxInterface.equals(named)) {
      return new ClientReport.Outcome.Refused(Refusal.INTERFACE);
    }
    Fields fields = new Fields(ServerWords.of(environment));
    return new ClientReport.Outcome.Read(
        new ClientReport(gone ? gone(fields) : granted(fields), fields.notes()));
  }

  private static LeaseReport granted(Fields fields) {
    String asked = fields.text("CLNT_MESSAGE").orElse("");
    if (asked.equals("CONFIRM")) {
      // The answer to a CONFIRM says that addresses fit the link, and nothing else: no change.
      return new LeaseReport.Withdrawn(new Withdrawal(List.of(), List.of()));
    }
    if (asked.equals("INF-REQUEST")) {
      return new LeaseReport.Granted(new Information6(DibblerOptions.read(fields)));
    }
    if (fields.text("ADDR1").isEmpty() && fields.text("PREFIX1").isEmpty()) {
      return new LeaseReport.NoServer(); // NoBinding and the like: the client goes on asking
    }
    try {
      return new LeaseReport.Granted(new DibblerReply(fields).reply());
    } catch (Fields.Unusable unusable) {
      return new LeaseReport.Refused(unusable.reason());
    }
  }

  private static LeaseReport gone(Fields fields) {
    DibblerReply reply = new DibblerReply(fields);
    return new LeaseReport.Withdrawn(
        new Withdrawal(
            reply.addresses().stream().map(IaAddress::address).toList(),
            reply.prefixes().stream().map(IaPrefix::prefix).toList()));
  }
}
