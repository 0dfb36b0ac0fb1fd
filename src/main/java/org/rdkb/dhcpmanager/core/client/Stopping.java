package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientExited;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ConfigurationChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.DeadlineReached;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LeaseReported;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LinkChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ReleaseRequested;
import org.rdkb.dhcpmanager.core.client.ClientEvent.RenewRequested;
import org.rdkb.dhcpmanager.core.client.ClientEvent.RestartRequested;
import org.rdkb.dhcpmanager.core.client.ClientNotice.Kind;

/**
 * The client is being ended: asked to release if wanted, then to end, then made to. What the row
 * does afterwards is decided when the process is gone, so that there are never two.
 *
 * @param standing what the row knows
 * @param process the client
 * @param stage how far it has been pressed
 * @param escalateAt when the next stage begins
 * @param announce the interface to name in {@code CLIENT_STOPPED}; empty: a mere restart, which is
 *     not announced
 * @param former the status shown before
 */
public record Stopping(
    Standing standing,
    ClientProcess process,
    Stage stage,
    Instant escalateAt,
    String announce,
    Status former)
    implements ClientState {
  /** udhcpc answers a release within milliseconds; a server that is gone is not waited for. */
  static final Duration RELEASE_PATIENCE = Duration.ofSeconds(1);

  /** How long a client may take to end by itself. */
  static final Duration TERMINATE_PATIENCE = Duration.ofSeconds(3);

  /** How far the client has been pressed. */
  public enum Stage {
    /** Told to return the lease. */
    RELEASING,
    /** Told to end. */
    TERMINATING,
    /** Killed. */
    KILLING
  }

  /** Ends the client; the lease is kept, should the row go on with the same interface. */
  static Transition stop(
      Standing standing, ClientProcess client, List<Effect> before, Instant now) {
    List<Effect> effects = new ArrayList<>(before);
    boolean goesOn = standing.configuration().enable() && !standing.released();
    Standing next = standing;
    if (!goesOn) {
      effects.addAll(standing.dropLease());
      next = standing.withoutLease();
    }
    String announce = goesOn ? "" : standing.configuration().linuxInterface();
    return terminate(next, client, announce, effects, now);
  }

  /** Ends the client because the configuration changed. */
  static Transition stop(Standing before, Standing next, ClientProcess client, Instant now) {
    String formerInterface = before.configuration().linuxInterface();
    boolean moves = !formerInterface.equals(next.configuration().linuxInterface());
    if (!moves && next.configuration().enable()) {
      return stop(next, client, List.of(), now);
    }
    return terminate(
        next.withoutLease(), client, formerInterface, new ArrayList<>(before.dropLease()), now);
  }

  private static Transition terminate(
      Standing next, ClientProcess client, String announce, List<Effect> effects, Instant now) {
    effects.add(new Effect.SignalClient(client, ClientSignal.TERMINATE));
    return new Transition(
        new Stopping(
            next,
            client,
            Stage.TERMINATING,
            now.plus(TERMINATE_PATIENCE),
            announce,
            next.configuration().enable() ? Status.ENABLED : Status.DISABLED),
        effects);
  }

  /**
   * Returns the lease and ends the client. The address stays until the client has sent its RELEASE,
   * which needs it as source address (RFC 2131 section 4.4.4).
   */
  static Transition release(Standing standing, ClientProcess client, Instant now) {
    Standing next = standing.withReleased(true);
    return new Transition(
        new Stopping(
            next,
            client,
            Stage.RELEASING,
            now.plus(RELEASE_PATIENCE),
            standing.configuration().linuxInterface(),
            Status.ENABLED),
        List.of(new Effect.SignalClient(client, ClientSignal.RELEASE)));
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.of(escalateAt);
  }

  @Override
  public Status status() {
    return former;
  }

  @Override
  public Optional<ClientProcess> client() {
    return Optional.of(process);
  }

  @Override
  public Transition on(ClientEvent event, Instant now) {
    if (event instanceof ClientExited exited && exited.client().equals(process)) {
      return exited();
    }
    if (event instanceof LeaseReported reported) {
      boolean released =
          stage == Stage.RELEASING && reported.report() instanceof LeaseReport.Deconfigured;
      return released ? escalate(now) : ClientState.ignored(this);
    }
    if (event instanceof DeadlineReached && !now.isBefore(escalateAt)) {
      return escalate(now);
    }
    if (event instanceof ConfigurationChanged changed) {
      return configurationChanged(changed);
    }
    if (event instanceof LinkChanged changed) {
      return with(standing.withLink(changed.link()), List.of());
    }
    if (event instanceof ReleaseRequested && standing.configuration().enable()) {
      return with(standing.withReleased(true), List.of());
    }
    if (event instanceof RenewRequested || event instanceof RestartRequested) {
      return with(standing.withReleased(false), List.of());
    }
    return ClientState.ignored(this); // it is ending: nothing else can matter to it
  }

  private Transition configurationChanged(ConfigurationChanged changed) {
    Standing next = standing.withConfiguration(changed.configuration(), changed.link());
    boolean leaves =
        !next.configuration().enable()
            || !next.configuration()
                .linuxInterface()
                .equals(standing.configuration().linuxInterface());
    return leaves ? with(next.withoutLease(), standing.dropLease()) : with(next, List.of());
  }

  private Transition with(Standing changed, List<Effect> effects) {
    return new Transition(
        new Stopping(changed, process, stage, escalateAt, announce, former), effects);
  }

  private Transition escalate(Instant now) {
    List<Effect> effects = new ArrayList<>();
    Stage following = stage == Stage.RELEASING ? Stage.TERMINATING : Stage.KILLING;
    Standing next = standing;
    if (stage == Stage.RELEASING) {
      effects.addAll(standing.dropLease());
      next = standing.withoutLease();
      effects.add(next.persist());
    }
    effects.add(
        new Effect.SignalClient(
            process, following == Stage.KILLING ? ClientSignal.KILL : ClientSignal.TERMINATE));
    return new Transition(
        new Stopping(next, process, following, now.plus(TERMINATE_PATIENCE), announce, former),
        effects);
  }

  private Transition exited() {
    List<Effect> effects = new ArrayList<>();
    Standing next = standing;
    if (stage == Stage.RELEASING) {
      effects.addAll(standing.dropLease());
      next = standing.withoutLease();
      effects.add(next.persist());
    }
    if (!announce.isEmpty()) {
      effects.add(
          new Effect.Publish(new ClientNotice(Kind.CLIENT_STOPPED, announce, Optional.empty())));
    }
    return next.settle(former, effects);
  }
}
