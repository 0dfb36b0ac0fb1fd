package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId.Table;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;

/** {@code Device.X_DHCPMGR_Attachment.} and its two tables. */
final class AttachmentBindings {
  static final String OBJECT = "Device.X_DHCPMGR_Attachment.";

  /** As the data model says. */
  private static final int LONGEST = 16_384;

  private AttachmentBindings() {}

  static void addTo(Bindings bindings) {
    bindings
        .of(OBJECT)
        .count("NetworkNumberOfEntries", OBJECT + "Network.")
        .count("EndpointNumberOfEntries", OBJECT + "Endpoint.")
        .overall("Checks", r -> Long.toString(r.attachCounters().checks()))
        .overall("Recreations", r -> Long.toString(r.attachCounters().allRecreations()))
        .overall("Failures", r -> Long.toString(r.attachCounters().allFailures()))
        .overall("Figures", r -> figures(r.attachCounters()))
        .overall("Forwarding", r -> rules(r.attachForwarding()))
        .overallCommand("Check()", r -> r.checkAttachments(CheckExtent.IN_USE))
        .overallCommand("Repair()", r -> r.checkAttachments(CheckExtent.ALL));
    bindings
        .of(OBJECT + "Network.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Kind")
        .persisted("Interface")
        .persisted("Parent")
        .persisted("Id")
        .persisted("Peer")
        .persisted("MTU")
        .persisted("MACAddress")
        .persisted("Addressing")
        .ofLink("Status", Table.NETWORK, link -> link.status().word())
        .ofLink("LastError", Table.NETWORK, AttachmentCondition::reason)
        .ofLink("LastRecovery", Table.NETWORK, AttachmentBindings::lastRecovery)
        .ofLink("RecoveryCount", Table.NETWORK, link -> Long.toString(link.recoveries()));
    bindings
        .of(OBJECT + "Endpoint.{i}.")
        .table()
        .persisted("Enable")
        .persisted("Alias")
        .persisted("Network")
        .persisted("Kind")
        .persisted("Interface")
        .persisted("Parent")
        .persisted("Id")
        .persisted("Peer")
        .persisted("MTU")
        .persisted("MACAddress")
        .persisted("Namespace")
        .persisted("PeerMACAddress")
        .persisted("Sandbox")
        .ofLink("Status", Table.ENDPOINT, link -> link.status().word())
        .ofLink("LastError", Table.ENDPOINT, AttachmentCondition::reason)
        .ofLink("LastRecovery", Table.ENDPOINT, AttachmentBindings::lastRecovery)
        .ofLink("RecoveryCount", Table.ENDPOINT, link -> Long.toString(link.recoveries()));
  }

  private static String figures(AttachCounters counters) {
    return counters.words();
  }

  private static String rules(List<ForwardingRule> rules) {
    String all = rules.stream().map(ForwardingRule::toString).collect(Collectors.joining(","));
    return all.length() <= LONGEST ? all : all.substring(0, all.lastIndexOf(',', LONGEST));
  }

  private static String lastRecovery(AttachmentCondition link) {
    return Moments.text(link.lastRecovery(), Optional::of); // of the wall clock already
  }
}
