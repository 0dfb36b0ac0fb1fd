package org.rdkb.dhcpmanager.row;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.ClientFault;
import org.rdkb.dhcpmanager.core.client.ClientFigures;
import org.rdkb.dhcpmanager.core.client.ClientState;
import org.rdkb.dhcpmanager.core.client.ClientTroubles;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Stopping;
import org.rdkb.dhcpmanager.core.client.Transition;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.softwire.Softwires;

/** One row. Written by the owner's thread only; {@code snapshot} may be read by any. */
final class OwnedRow {
  final RowId id;
  private volatile RowSnapshot snapshot;
  boolean ending;

  /** A loss of the link that may be none; absent if there is none. Owner's thread only. */
  Optional<Flap> flap = Optional.empty();

  /**
   * A link that went down a moment ago.
   *
   * @param state what it became
   * @param until when that counts
   */
  record Flap(LinkState state, Instant until) {}

  /** The machine's next deadline, that of a link which may come back, or of open trouble. */
  Optional<Instant> deadline() {
    return Stream.of(state().deadline(), flap.map(Flap::until), snapshot.troubles().checkAt())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  OwnedRow(RowId id) {
    this.id = id;
    this.snapshot = RowSnapshot.initial(id);
  }

  RowSnapshot snapshot() {
    return snapshot;
  }

  ClientState state() {
    return snapshot.state();
  }

  /** Publishes the row as it is after an event; returns how it was before. */
  RowSnapshot advance(Transition transition, ClientEvent event, Instant now) {
    RowSnapshot before = snapshot;
    ClientState next = transition.next();
    boolean clientDied =
        event instanceof ClientEvent.ClientExited exited
            && before.state().client().filter(exited.client()::equals).isPresent()
            && !(before.state() instanceof Stopping);
    String softwires = refusedSoftwires(next, event);
    snapshot =
        new RowSnapshot(
            id,
            next,
            lastError(before, next, event, softwires),
            before.restarts() + (clientDied ? 1 : 0),
            reported(event).map(report -> now.minus(report.age())).or(before::lastEventAt),
            before.softwireRefusals() + (softwires.isEmpty() ? 0 : 1),
            before.troubles().after(ClientFault.of(before.state(), event, next), next, now),
            before.figures().after(before.state(), event, transition, now));
    return before;
  }

  private static Optional<ClientEvent.LeaseReported> reported(ClientEvent event) {
    return event instanceof ClientEvent.LeaseReported report
        ? Optional.of(report)
        : Optional.empty();
  }

  /** What of a lease just granted cannot be used; the rest of it is, so the row is all right. */
  private static String refusedSoftwires(ClientState next, ClientEvent event) {
    boolean granted =
        event instanceof ClientEvent.LeaseReported reported
            && reported.report() instanceof LeaseReport.Granted;
    return granted
            && next.standing().held().isPresent()
            && next.standing().held().get().lease() instanceof Lease6 lease
        ? Softwires.of(lease).reason()
        : "";
  }

  private static String lastError(
      RowSnapshot before, ClientState next, ClientEvent event, String softwires) {
    if (!next.reason().isEmpty()) {
      return next.reason();
    }
    if (!softwires.isEmpty()) {
      return softwires;
    }
    if (event instanceof ClientEvent.EffectFailed failed) {
      return failed.reason();
    }
    if (event instanceof ClientEvent.ClientExited exited && !(before.state() instanceof Stopping)) {
      return exited.words();
    }
    return before.lastError();
  }

  /** Publishes other figures of the same moment; nobody is told. */
  void show(ClientFigures figures) {
    snapshot = snapshot.with(figures);
  }

  /** Records a bug in the machine: the row keeps its state and shows the reason. */
  void showBug(Throwable bug) {
    RowSnapshot before = snapshot;
    snapshot =
        new RowSnapshot(
            id,
            before.state(),
            "internal error: " + bug,
            before.restarts(),
            before.lastEventAt(),
            before.softwireRefusals(),
            before.troubles(),
            before.figures());
  }

  /** What was done about trouble has not helped in time: the row says so; returns the former. */
  RowSnapshot escalate(ClientTroubles.Open trouble) {
    RowSnapshot before = snapshot;
    snapshot =
        new RowSnapshot(
            id,
            before.state(),
            "no lease "
                + ClientTroubles.PATIENCE.toSeconds()
                + " s after trouble ("
                + trouble.kind().name().toLowerCase(Locale.ROOT)
                + ")"
                + (before.lastError().isEmpty() ? "" : ": " + before.lastError()),
            before.restarts(),
            before.lastEventAt(),
            before.softwireRefusals(),
            before.troubles().escalated(),
            before.figures());
    return before;
  }
}
