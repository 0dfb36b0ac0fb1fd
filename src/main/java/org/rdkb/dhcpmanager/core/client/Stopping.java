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
 * @param linuxInterface the interface it serves
 * @param stage how far it has been pressed
 * @param escalateAt when the next stage begins
 * @param former the status shown before
 */
public record Stopping(
    Standing standing,
    ClientProcess process,
    String linuxInterface,
    Stage stage,
    Instant escalateAt,
    Status former)
    implements ClientState {
  /** udhcpc answers a release within milliseconds; a server that is gone is not waited for. */
  static final Duration RELEASE_PATIENCE = Duration.ofSeconds(1);

  /** How long a client may take to end by itself. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How far the client has been pressed. */
  public enum Stage {
    /** Told to return the lease. */
    RELEASING,
    /** Told to end. */
    TERMINATING,
    /** Killed. */
    KILLING
  }

  /**
   * Ends the client. The lease is kept if the row will go on with the same interface, and dropped
   * at once if not.
   */
  static Transition stop(
      Standing standing,
      ClientProcess client,
      ClientConfiguration launched,
      List<Effect> before,
      Instant now) {
    List<Effect> effects = new ArrayList<>(before);
    boolean keepsLease =
        standing.isClientWanted()
            && standing.configuration().linuxInterface().equals(launched.linuxInterface());
    List<Effect> dropped = keepsLease ? List.of() : standing.dropLease();
    effects.addAll(dropped);
    // Before that is stored: should we end in between, no client has a lease that we do not know
    // of.
    effects.add(
        dropped.isEmpty() ? effects.size() : effects.size() - 1,
        new Effect.SignalClient(client, ending(standing, keepsLease)));
    return new Transition(
        new Stopping(
            keepsLease ? standing : standing.withoutLease(),
            client,
            launched.linuxInterface(),
            Stage.TERMINATING,
            now.plus(PATIENCE),
            standing.configuration().enable() ? Status.ENABLED : Status.DISABLED),
        effects);
  }

  /**
   * DHCPv6 clients that leave for good tell the server (RFC 8415 section 18.2.7): what they do not
   * use any more, others can have. One that goes on with its lease must not.
   */
  private static ClientSignal ending(Standing standing, boolean keepsLease) {
    return standing.row().family() == Family.V6 && !keepsLease
        ? ClientSignal.RELEASE
        : ClientSignal.TERMINATE;
  }

  /**
   * Returns the lease and ends the client. The address stays until the client has sent its RELEASE,
   * which needs it as source address (RFC 2131 section 4.4.4).
   */
  static Transition release(
      Standing standing, ClientProcess client, ClientConfiguration launched, Instant now) {
    Standing released = standing.withReleased(true);
    // Stored first: after RELEASE udhcpc waits for ever, and must not be adopted as if it served.
    return new Transition(
        new Stopping(
            released,
            client,
            launched.linuxInterface(),
            Stage.RELEASING,
            now.plus(RELEASE_PATIENCE),
            Status.ENABLED),
        List.of(released.persist(), new Effect.SignalClient(client, ClientSignal.RELEASE)));
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
      return with(standing.withReleased(false).withIpv6Only(Optional.empty()), List.of());
    }
    return ClientState.ignored(this); // it is ending: nothing else can matter to it
  }

  private Transition configurationChanged(ConfigurationChanged changed) {
    Standing next = standing.withConfiguration(changed.configuration(), changed.link());
    boolean leaves =
        !next.configuration().enable()
            || !next.configuration().linuxInterface().equals(linuxInterface);
    return leaves && stage != Stage.RELEASING // which drops it in its own time
        ? with(next.withoutLease(), standing.dropLease())
        : with(next, List.of());
  }

  private Transition with(Standing changed, List<Effect> effects) {
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(changed.persistRelease(standing));
    return new Transition(
        new Stopping(changed, process, linuxInterface, stage, escalateAt, former), all);
  }

  private Transition escalate(Instant now) {
    boolean released = stage == Stage.RELEASING;
    List<Effect> effects = new ArrayList<>(released ? standing.releaseLease() : List.of());
    effects.add(
        new Effect.SignalClient(process, released ? ClientSignal.TERMINATE : ClientSignal.KILL));
    return new Transition(
        new Stopping(
            released ? standing.withoutLease() : standing,
            process,
            linuxInterface,
            released ? Stage.TERMINATING : Stage.KILLING,
            now.plus(PATIENCE),
            former),
        effects);
  }

  /** A client that is replaced at once on the same interface was restarted, not stopped. */
  private Transition exited() {
    boolean released = stage == Stage.RELEASING;
    Transition settled =
        (released ? standing.withoutLease() : standing)
            .settle(former, released ? standing.releaseLease() : List.of());
    boolean restarted =
        settled.next() instanceof Starting starting
            && starting.launched().linuxInterface().equals(linuxInterface);
    if (restarted) {
      return settled;
    }
    List<Effect> effects = new ArrayList<>(settled.effects());
    int beforeStart = settled.next() instanceof Starting ? effects.size() - 1 : effects.size();
    effects.add(beforeStart, Standing.publish(Kind.CLIENT_STOPPED, linuxInterface));
    return new Transition(settled.next(), effects);
  }
}
