package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientStarted;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ConfigurationChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.DeadlineReached;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LinkAwaited;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LinkChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.Recovered;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ReleaseRequested;
import org.rdkb.dhcpmanager.core.client.ClientEvent.RenewRequested;
import org.rdkb.dhcpmanager.core.client.ClientEvent.RestartRequested;

/** The states without a client. They differ in why there is none, and in what ends that. */
public sealed interface Idle extends ClientState {

  /** The wait that ends by itself, if there is one; a kept lease's end is added to it. */
  default Optional<Instant> until() {
    return Optional.empty();
  }

  @Override
  default Optional<Instant> deadline() {
    Optional<Instant> expiry = standing().expiry();
    return until().filter(at -> expiry.isEmpty() || at.isBefore(expiry.get())).or(() -> expiry);
  }

  /** The same state with what has changed around it. */
  Idle with(Standing standing);

  @Override
  default Transition on(ClientEvent event, Instant now) {
    if (event instanceof ConfigurationChanged changed) {
      return configurationChanged(changed);
    }
    if (event instanceof LinkChanged changed) {
      return linkChanged(changed.link());
    }
    if (event instanceof LinkAwaited awaited) {
      return linkAwaited(awaited.reason());
    }
    if (event instanceof DeadlineReached) {
      return deadlineReached(now);
    }
    if (event instanceof RenewRequested || event instanceof RestartRequested) {
      // Both ask for a working client: they end a release and a wait, and nothing else.
      return this instanceof Released || this instanceof BackingOff || this instanceof Ipv6Only
          ? settle(standing().withReleased(false).withFailures(0).withIpv6Only(Optional.empty()))
          : ClientState.ignored(this);
    }
    if (event instanceof ReleaseRequested) {
      return released();
    }
    if (event instanceof Recovered recovered) {
      return recovered(recovered, now);
    }
    if (event instanceof ClientStarted started) {
      // A start that succeeded after the row had given up on it: nobody wants this client.
      return new Transition(
          this, List.of(new Effect.SignalClient(started.client(), ClientSignal.TERMINATE)));
    }
    return ClientState.ignored(this); // late words of a client that is gone
  }

  private Transition configurationChanged(ConfigurationChanged changed) {
    Standing next = standing().withConfiguration(changed.configuration(), changed.link());
    if (next.configuration().equals(standing().configuration())
        && next.link() == standing().link()) {
      return ClientState.ignored(this);
    }
    return settle(next);
  }

  private Transition linkChanged(LinkState link) {
    if (link == standing().link()) {
      return ClientState.ignored(this);
    }
    Standing next = standing().withLink(link);
    boolean waits = this instanceof BackingOff && link == LinkState.READY;
    return standing().configuration().enable() || waits
        ? next.settle(status(), List.of())
        : new Transition(with(next), List.of());
  }

  /** An interface that somebody is making is no mistake of the row. */
  private Transition linkAwaited(String reason) {
    boolean waits =
        standing().link() == LinkState.ABSENT
            && standing().isClientWanted()
            && (this instanceof Misconfigured || this instanceof WaitingForLink);
    return waits && !reason().equals(reason)
        ? new Transition(new WaitingForLink(standing(), reason), List.of())
        : ClientState.ignored(this);
  }

  private Transition deadlineReached(Instant now) {
    Standing standing = standing();
    if (standing.isExpiryReached(now)) {
      Standing.Loss loss = standing.expire(now);
      return new Transition(with(loss.next()), loss.effects());
    }
    boolean over = until().filter(at -> !now.isBefore(at)).isPresent();
    return over ? settle(standing.withIpv6Only(Optional.empty())) : ClientState.ignored(this);
  }

  private Transition released() {
    if (!standing().configuration().enable() || this instanceof Released) {
      return ClientState.ignored(this); // on a disabled row it succeeds without effect
    }
    Standing next = standing().withoutLease().withReleased(true);
    return new Transition(new Released(next), standing().withReleased(true).releaseLease());
  }

  private Transition recovered(Recovered recovered, Instant now) {
    Standing stored =
        new Standing(
            standing().row(),
            recovered.configuration(),
            recovered.link(),
            recovered.record().lease(),
            0,
            recovered.record().released(),
            recovered.askFor());
    boolean expired = stored.held().filter(held -> held.isExpired(now)).isPresent();
    Standing found = expired ? stored.withoutLease() : stored;
    List<Effect> effects = new ArrayList<>(expired ? stored.dropLease() : List.of());
    if (found.held().isPresent()
        && found.link() == LinkState.READY // without one the kernel takes no routes
        && found.isClientWanted()
        && !found.isLeaseElsewhere()) {
      HeldLease held = found.held().get();
      effects.add(new Effect.RestoreLease(held.linuxInterface(), held.left(now)));
    }
    if (recovered.client().isEmpty()) {
      return found.settle(Status.DISABLED, effects);
    }
    ClientProcess client = recovered.client().get();
    ClientState adopted =
        found.held().isPresent()
            ? new Bound(found, client, found.configuration(), found.held().get().phase(now), "")
            : new Selecting(found, client, found.configuration(), 0, "");
    if (found.isClientWanted() && found.link() != LinkState.ABSENT) {
      return new Transition(adopted, effects);
    }
    return Stopping.stop(found, client, found.configuration(), effects, now);
  }

  private Transition settle(Standing next) {
    return next.settle(status(), next.persistRelease(standing()));
  }

  /** Not enabled. Holds no lease. */
  record Disabled(Standing standing) implements Idle {
    @Override
    public Idle with(Standing changed) {
      return new Disabled(changed);
    }

    @Override
    public Status status() {
      return Status.DISABLED;
    }
  }

  /** Enabled, but a setting is missing or wrong; {@code reason} names it. */
  record Misconfigured(Standing standing, String reason) implements Idle {
    @Override
    public Idle with(Standing changed) {
      return new Misconfigured(changed, reason);
    }

    @Override
    public Status status() {
      return Status.ERROR_MISCONFIGURED;
    }
  }

  /** Enabled, but the interface is down, or is being made. */
  record WaitingForLink(Standing standing, String reason) implements Idle {
    @Override
    public Idle with(Standing changed) {
      return new WaitingForLink(changed, reason);
    }

    @Override
    public Status status() {
      return Status.ERROR;
    }
  }

  /** Enabled, but told to release: stays without a client until told otherwise. */
  record Released(Standing standing) implements Idle {
    @Override
    public Idle with(Standing changed) {
      return new Released(changed);
    }

    @Override
    public Status status() {
      return Status.DISABLED;
    }
  }

  /**
   * Enabled, but the network prefers hosts without IPv4 (option 108, RFC 8925), and the row asked
   * whether it does. All is as it should be; tried again at {@code askAgainAt}.
   */
  record Ipv6Only(Standing standing, Instant askAgainAt) implements Idle {
    @Override
    public Idle with(Standing changed) {
      return new Ipv6Only(changed, askAgainAt);
    }

    @Override
    public Optional<Instant> until() {
      return Optional.of(askAgainAt);
    }

    @Override
    public Status status() {
      return Status.ENABLED;
    }

    @Override
    public String reason() {
      return "the network prefers IPv6 only (option 108)";
    }
  }

  /** Enabled, but the client failed; tried again at {@code retryAt}. */
  record BackingOff(Standing standing, String reason, Instant retryAt) implements Idle {
    @Override
    public Idle with(Standing changed) {
      return new BackingOff(changed, reason, retryAt);
    }

    @Override
    public Optional<Instant> until() {
      return Optional.of(retryAt);
    }

    @Override
    public Status status() {
      return Status.ERROR;
    }
  }
}
