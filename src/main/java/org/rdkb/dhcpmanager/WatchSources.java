package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.attach.Attachments;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.CountedProvider;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.plugin.LeaseMonitor;
import org.rdkb.dhcpmanager.rbus.EmbeddedBus;
import org.rdkb.dhcpmanager.row.RowOwner;
import org.rdkb.dhcpmanager.store.Persistence;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.history.HistoryReader;
import org.rdkb.dhcpmanager.store.history.LeaseChange;
import org.rdkb.dhcpmanager.watch.BusSight;
import org.rdkb.dhcpmanager.watch.Child;
import org.rdkb.dhcpmanager.watch.Figure;
import org.rdkb.dhcpmanager.watch.LeaseMoment;
import org.rdkb.dhcpmanager.watch.Recovery;
import org.rdkb.dhcpmanager.watch.Sources;
import org.rdkb.dhcpmanager.watch.Spread;

/** What the parts have to tell those who watch. Made only where somebody may. */
final class WatchSources implements Sources {
  private final Parts parts;

  /**
   * Who is asked.
   *
   * @param monitor the lease monitor
   * @param server the DHCPv4 server
   * @param rows the rows' owner
   * @param state the state folder
   * @param run where native code of the history may be unpacked; absent: no history is kept
   * @param attachments links that must exist
   * @param path latencies
   * @param tally what became of leases
   * @param start what this start found
   * @param bus the bus
   * @param calls what the bus asks
   * @param busAddress where its broker is
   */
  record Parts(
      LeaseMonitor monitor,
      AddressServer server,
      RowOwner rows,
      StateFolder state,
      Optional<Path> run,
      Attachments attachments,
      MessagePath path,
      LeaseTally tally,
      StartRecord start,
      Bus bus,
      CountedProvider calls,
      String busAddress) {}

  WatchSources(Parts parts) {
    this.parts = parts;
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(MonitorFigures.of(parts.monitor().counters()));
    figures.addAll(ServerFigures.of(parts.server().counters()));
    figures.addAll(ServerFigures.of(parts.server().relayed()));
    figures.addAll(parts.server().shared());
    figures.addAll(AttachFigures.of(parts.attachments().counters()));
    figures.addAll(BusFigures.of(parts.calls()));
    figures.addAll(LeaseFigures.of(parts.rows().snapshots(), parts.tally()));
    figures.add(
        Figure.counter(
            "dhcpmgr_row_refused_events",
            "Messages and requests refused, since a row or the mailbox was full",
            parts.rows().refusedEvents()));
    figures.add(
        Figure.counter(
            "dhcpmgr_row_faults",
            "Exceptions caught at the boundary of a row: each is a defect",
            parts.rows().bugs()));
    figures.add(
        Figure.gauge(
            "dhcpmgr_store_well",
            "1: all that should be on disk is",
            parts.state().persistence().condition().equals(Persistence.OK) ? 1 : 0));
    return figures;
  }

  @Override
  public List<Spread> spreads() {
    MessagePath path = parts.path();
    return List.of(
        spread(
            "dhcpmgr_event_to_snapshot_seconds",
            "From a client's message at the monitor to the row that readers see",
            path.eventToSnapshot),
        spread(
            "dhcpmgr_event_to_done_seconds",
            "From a client's message at the monitor until kernel, disk and bus have what follows",
            path.eventToDone),
        spread(
            "dhcpmgr_set_to_running_seconds",
            "From a set that enables a row until its client process runs",
            path.setToRunning),
        spread("dhcpmgr_lease_write_seconds", "Forced writes of lease files", path.leaseWrite));
  }

  private static Spread spread(String name, String help, Latency latency) {
    return new Spread(name, help, Map.of(), Latency.BOUNDS, latency.counts(), latency.seconds());
  }

  @Override
  public List<LeaseMoment> past(String row, int most) throws IOException {
    Optional<RowId> id = RowPaths.row(row);
    if (parts.run().isEmpty() || id.isEmpty()) {
      return List.of();
    }
    return new HistoryReader(parts.state().path(), parts.run().get())
        .last(id, most).stream().map(WatchSources::moment).toList();
  }

  private static LeaseMoment moment(LeaseChange change) {
    return new LeaseMoment(
        change.at(),
        change.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        LeaseChange.leased(change.before()),
        LeaseChange.leased(change.after()));
  }

  @Override
  public List<Child> children() {
    List<Child> children = new ArrayList<>();
    parts
        .rows()
        .snapshots()
        .forEach(
            row ->
                row.state()
                    .client()
                    .ifPresent(
                        client ->
                            children.add(
                                new Child(
                                    RowPaths.path(row.row()),
                                    client.pid(),
                                    client.startTicks(),
                                    parts.start().isAdopted(row.row(), client)))));
    return children;
  }

  @Override
  public BusSight bus() {
    Optional<List<BusSight.Listening>> listening =
        parts
            .bus()
            .subscribed()
            .map(
                all ->
                    all.stream()
                        .map(one -> new BusSight.Listening(one.element(), one.subscriber()))
                        .toList());
    String carrier = parts.bus() instanceof EmbeddedBus ? "embedded" : "librbus";
    try {
      return new BusSight(parts.busAddress(), carrier, "", parts.bus().components(), listening);
    } catch (BusException silent) {
      return new BusSight(
          parts.busAddress(),
          carrier,
          "the bus does not answer: " + silent.reason(),
          List.of(),
          listening);
    }
  }

  @Override
  public Optional<Recovery> recovery() {
    StartRecord start = parts.start();
    return Optional.of(
        new Recovery(
            start.begun(),
            start.configuration(),
            start.rows().stream().map(WatchSources::verdict).toList(),
            parts.state().quarantined(),
            start.steps().stream()
                .map(step -> new Recovery.Step(step.name(), step.millis()))
                .toList(),
            start.isOver()));
  }

  private static Recovery.Verdict verdict(StartRecord.Found found) {
    return new Recovery.Verdict(
        RowPaths.path(found.row()),
        found.linuxInterface(),
        found.lease().isEmpty() ? "none" : found.lease(),
        found.isAdopted() ? "adopted" : "none",
        String.join("; ", found.remarks()));
  }
}
