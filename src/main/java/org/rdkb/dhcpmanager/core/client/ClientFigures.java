package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a row and its clients have done since this component started, in figures. They outlive the
 * clients, and the row being disabled.
 *
 * @param messages since the start, or since they were last set to zero
 * @param renewals leases that were renewed
 * @param start from the decision to start a client until it runs
 * @param acquisition from that decision until the row has a lease
 * @param snapshot from the moment a report of the client is taken until readers see what came of it
 * @param event from that moment until all that follows is done: kernel, disk, bus
 * @param startedAt when the client was decided on that is being started; the steady clock
 * @param seekingSince when the client was decided on that has no lease yet; the steady clock
 */
public record ClientFigures(
    MessageCounts messages,
    long renewals,
    Timing start,
    Timing acquisition,
    Timing snapshot,
    Timing event,
    Optional<Instant> startedAt,
    Optional<Instant> seekingSince) {
  /** Nothing has happened. */
  public static final ClientFigures NONE =
      new ClientFigures(
          MessageCounts.NONE,
          0,
          Timing.NONE,
          Timing.NONE,
          Timing.NONE,
          Timing.NONE,
          Optional.empty(),
          Optional.empty());

  /**
   * After one event.
   *
   * @param before the state in which it found the row
   * @param what the event
   * @param transition what the row does
   * @param now the steady clock
   * @return with what the event adds; the times of a report itself are added by {@link #shown} and
   *     {@link #told}
   */
  public ClientFigures after(
      ClientState before, ClientEvent what, Transition transition, Instant now) {
    boolean starts = transition.effects().stream().anyMatch(Effect.StartClient.class::isInstance);
    boolean runs = what instanceof ClientEvent.ClientStarted && before instanceof Starting;
    boolean bound = transition.next() instanceof Bound;
    boolean renews = bound && before instanceof Bound && isGrant(what);
    Optional<Instant> seeking =
        starts ? seekingSince.or(() -> Optional.of(now)) : seekingSince.filter(at -> !bound);
    return new ClientFigures(
        messages.after(before, what, transition),
        renewals + (renews ? 1 : 0),
        runs ? with(start, startedAt, now) : start,
        bound ? with(acquisition, seekingSince, now) : acquisition,
        snapshot,
        event,
        starts ? Optional.of(now) : startedAt.filter(at -> !runs),
        transition.next() instanceof Idle ? Optional.empty() : seeking);
  }

  private static boolean isGrant(ClientEvent what) {
    return what instanceof ClientEvent.LeaseReported reported
        && reported.report() instanceof LeaseReport.Granted;
  }

  private static Timing with(Timing timing, Optional<Instant> since, Instant now) {
    return since.map(at -> timing.with(Duration.between(at, now))).orElse(timing);
  }

  /**
   * Readers see what came of a report.
   *
   * @param took since it was taken
   * @return with that
   */
  public ClientFigures shown(Duration took) {
    return new ClientFigures(
        messages,
        renewals,
        start,
        acquisition,
        snapshot.with(took),
        event,
        startedAt,
        seekingSince);
  }

  /**
   * All that follows from a report is done.
   *
   * @param took since it was taken
   * @return with that
   */
  public ClientFigures told(Duration took) {
    return new ClientFigures(
        messages,
        renewals,
        start,
        acquisition,
        snapshot,
        event.with(took),
        startedAt,
        seekingSince);
  }

  /**
   * The messages are counted from zero again; all else stays.
   *
   * @return without messages
   */
  public ClientFigures withoutMessages() {
    return new ClientFigures(
        MessageCounts.NONE, renewals, start, acquisition, snapshot, event, startedAt, seekingSince);
  }
}
