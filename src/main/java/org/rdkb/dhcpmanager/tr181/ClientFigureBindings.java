package org.rdkb.dhcpmanager.tr181;

import java.util.function.ToLongFunction;
import org.rdkb.dhcpmanager.core.client.ClientFigures;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;

/** {@code Stats.} and {@code X_DHCPMGR_Performance.} of the client rows of both families. */
final class ClientFigureBindings {
  private static final String CLIENT4 = "Device.DHCPv4.Client.{i}.";
  private static final String CLIENT6 = "Device.DHCPv6.Client.{i}.";

  private ClientFigureBindings() {}

  static void addTo(Bindings bindings) {
    Bindings.ListOf messages4 = bindings.of(CLIENT4 + "Stats.");
    counted(messages4, "ACK", f -> f.messages().acks());
    counted(messages4, "NACK", f -> f.messages().naks());
    messages(messages4);
    Bindings.ListOf messages6 = bindings.of(CLIENT6 + "Stats.");
    counted(messages6, "Reply", f -> f.messages().acks());
    messages(messages6);
    performance(bindings.of(CLIENT4 + "X_DHCPMGR_Performance."));
    performance(bindings.of(CLIENT6 + "X_DHCPMGR_Performance."));
  }

  private static void messages(Bindings.ListOf of) {
    counted(of, "Release", f -> f.messages().releases());
    of.trigger("Reset", ClientAction.RESET_COUNTS).command("Reset()", ClientAction.RESET_COUNTS);
  }

  private static void performance(Bindings.ListOf of) {
    derived(of, "Starts", f -> f.start().count());
    derived(of, "StartTime", f -> f.start().last());
    derived(of, "StartTimeMax", f -> f.start().longest());
    derived(of, "Acquisitions", f -> f.acquisition().count());
    derived(of, "AcquisitionTime", f -> f.acquisition().last());
    derived(of, "AcquisitionTimeMax", f -> f.acquisition().longest());
    derived(of, "Renewals", ClientFigures::renewals);
    of.derived("Restarts", r -> number(r.client(), RowSnapshot::restarts));
    derived(of, "Reports", f -> f.snapshot().count());
    derived(of, "SnapshotTime", f -> f.snapshot().last());
    derived(of, "SnapshotTimeMax", f -> f.snapshot().longest());
    derived(of, "SnapshotTimeMean", f -> f.snapshot().mean());
    derived(of, "EventTime", f -> f.event().last());
    derived(of, "EventTimeMax", f -> f.event().longest());
    derived(of, "EventTimeMean", f -> f.event().mean());
  }

  /** Announced when it changes: a counter may not refuse that (R36). */
  private static void counted(
      Bindings.ListOf of, String name, ToLongFunction<ClientFigures> figure) {
    of.live(name, r -> number(r.client(), client -> figure.applyAsLong(client.figures())));
  }

  /** Not announced: times of each report, of our own making. */
  private static void derived(
      Bindings.ListOf of, String name, ToLongFunction<ClientFigures> figure) {
    of.derived(name, r -> number(r.client(), client -> figure.applyAsLong(client.figures())));
  }

  private static String number(RowSnapshot client, ToLongFunction<RowSnapshot> figure) {
    return Long.toUnsignedString(figure.applyAsLong(client));
  }
}
