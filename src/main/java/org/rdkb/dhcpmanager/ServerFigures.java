package org.rdkb.dhcpmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.PacketFault;
import org.rdkb.dhcpmanager.core.pool.Verdict;
import org.rdkb.dhcpmanager.core.pool.guard.Refusal;
import org.rdkb.dhcpmanager.core.relay.RelayRefusal;
import org.rdkb.dhcpmanager.server.RelayCounters;
import org.rdkb.dhcpmanager.server.ServerCounters;
import org.rdkb.dhcpmanager.server.ServerError;
import org.rdkb.dhcpmanager.watch.Figure;

/** What the DHCPv4 server has decided, for the metrics; all of it, also what never happened. */
final class ServerFigures {
  private static final List<MessageType4> ANSWERS =
      List.of(MessageType4.OFFER, MessageType4.ACK, MessageType4.NAK);

  private ServerFigures() {}

  static List<Figure> of(ServerCounters seen) {
    List<Figure> figures = new ArrayList<>();
    for (MessageType4 type : ANSWERS) {
      figures.add(figure("answers", "Answers that left", "type", type, seen.sent(type)));
    }
    for (Verdict verdict : Verdict.values()) {
      figures.add(
          figure("requests", "What became of messages", "outcome", verdict, seen.of(verdict)));
    }
    for (Refusal refusal : Refusal.values()) {
      figures.add(
          figure("refusals", "Messages refused by a check", "reason", refusal, seen.of(refusal)));
    }
    for (PacketFault fault : PacketFault.values()) {
      figures.add(
          figure("packet_faults", "Datagrams that are no message", "fault", fault, seen.of(fault)));
    }
    for (ServerError.Kind kind : ServerError.Kind.values()) {
      figures.add(
          figure("errors", "What went wrong, by class", "class", kind, seen.errors().of(kind)));
    }
    for (ServerCounters.Event event : ServerCounters.Event.values()) {
      figures.add(figure("events", "What else happened", "event", event, seen.of(event)));
    }
    return figures;
  }

  static List<Figure> of(RelayCounters seen) {
    List<Figure> figures = new ArrayList<>();
    for (RelayCounters.Event event : RelayCounters.Event.values()) {
      figures.add(
          figure("relayed", "What became of relayed messages", "event", event, seen.of(event)));
    }
    for (RelayRefusal refusal : RelayRefusal.values()) {
      figures.add(
          figure(
              "relay_refusals",
              "Messages that were not relayed",
              "reason",
              refusal,
              seen.of(refusal)));
    }
    return figures;
  }

  private static Figure figure(String what, String help, String label, Enum<?> which, long count) {
    return new Figure(
        "dhcpmgr_server_" + what,
        help,
        Figure.Kind.COUNTER,
        Map.of(label, which.name().toLowerCase(Locale.ROOT)),
        count);
  }
}
