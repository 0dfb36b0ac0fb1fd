package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientExited;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ConfigurationChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.DeadlineReached;
import org.rdkb.dhcpmanager.core.client.ClientEvent.EffectFailed;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LeaseReported;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LinkChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ReleaseRequested;
import org.rdkb.dhcpmanager.core.client.ClientEvent.RenewRequested;
import org.rdkb.dhcpmanager.core.client.ClientEvent.RestartRequested;

/**
 * A client runs and has a lease.
 *
 * @param standing what the row knows; {@code held} is present
 * @param process the client
 * @param launched the configuration it was started with
 * @param phase where in its life the lease is
 * @param trouble why the lease is not wholly in force; empty if it is
 */
public record Bound(
    Standing standing,
    ClientProcess process,
    ClientConfiguration launched,
    LeasePhase phase,
    String trouble)
    implements ClientState {

  /** Checks that there is a lease. */
  public Bound {
    if (standing.held().isEmpty()) {
      throw new IllegalArgumentException("bound without a lease");
    }
  }

  private HeldLease held() {
    return standing.held().orElseThrow();
  }

  @Override
  public Optional<Instant> deadline() {
    Instant end = phase.endOf(held());
    Instant part = held().nextEnd();
    return Optional.of(part.isBefore(end) ? part : end).filter(at -> !at.equals(Instant.MAX));
  }

  @Override
  public Status status() {
    return reason().isEmpty() ? Status.ENABLED : Status.ERROR;
  }

  @Override
  public String reason() {
    return standing.link() == LinkState.READY
        ? trouble
        : "link of " + standing.configuration().linuxInterface() + " is down";
  }

  @Override
  public DhcpStatus dhcpStatus() {
    return switch (phase) {
      case BOUND -> DhcpStatus.BOUND;
      case RENEWING -> DhcpStatus.RENEWING;
      case REBINDING -> DhcpStatus.REBINDING;
    };
  }

  @Override
  public Optional<ClientProcess> client() {
    return Optional.of(process);
  }

  @Override
  public Transition on(ClientEvent event, Instant now) {
    if (event instanceof LeaseReported reported) {
      return reported(reported, now);
    }
    if (event instanceof DeadlineReached) {
      return deadlineReached(now);
    }
    if (event instanceof ClientExited exited && exited.client().equals(process)) {
      return standing.failed(status(), exited.words(), now);
    }
    if (event instanceof RenewRequested) {
      return renew(standing, now);
    }
    if (event instanceof ReleaseRequested) {
      return Stopping.release(standing, process, launched, now);
    }
    if (event instanceof RestartRequested) {
      return Stopping.stop(standing, process, launched, List.of(), now);
    }
    if (event instanceof ConfigurationChanged changed) {
      return configurationChanged(changed, now);
    }
    if (event instanceof LinkChanged changed) {
      return linkChanged(changed.link(), now);
    }
    if (event instanceof EffectFailed failed && failed.what() == FailedEffect.APPLY_LEASE) {
      return new Transition(
          new Bound(standing, process, launched, phase, failed.reason()), List.of());
    }
    return ClientState.ignored(this); // other clients' ends; failures the store has reported itself
  }

  private Transition reported(LeaseReported reported, Instant now) {
    LeaseReport report = reported.report();
    if (report instanceof LeaseReport.Granted) {
      Transition bound = asSelecting(trouble).on(reported, now);
      return bound.effects().isEmpty() ? ClientState.ignored(this) : bound; // it had ended by now
    }
    if (report instanceof LeaseReport.Withdrawn withdrawn) {
      return lost(standing.withdraw(withdrawn.what(), now), phase);
    }
    if (report instanceof LeaseReport.Deconfigured) {
      return lost("");
    }
    if (report instanceof LeaseReport.Nak nak) {
      return lost(nak.words());
    }
    if (report instanceof LeaseReport.Refused refused) {
      // The lease held is still valid, whatever nonsense came after it.
      return new Transition(
          new Bound(standing, process, launched, phase, "lease refused: " + refused.reason()),
          List.of());
    }
    return ClientState.ignored(this); // no server: the lease lives on until it expires
  }

  private Transition deadlineReached(Instant now) {
    LeasePhase reached = held().phase(now);
    if (standing.isExpiryReached(now)) {
      return expired(standing.expire(now), reached, now);
    }
    if (reached == phase) {
      return ClientState.ignored(this);
    }
    // A client that has asked in vain since T1 is asked once more; one that hangs is found out.
    boolean late = reached == LeasePhase.REBINDING && standing.row().family() == Family.V4;
    return new Transition(
        new Bound(standing, process, launched, reached, trouble),
        late ? List.of(new Effect.SignalClient(process, ClientSignal.RENEW)) : List.of());
  }

  /** The client has let it come to that, and has not said a word: it gets a last moment. */
  private Transition expired(Standing.Loss loss, LeasePhase reached, Instant now) {
    if (loss.next().held().isPresent() || standing.link() != LinkState.READY) {
      return lost(loss, reached);
    }
    Selecting silent =
        new Selecting(
            loss.next(), process, launched, 0, "", Optional.of(now.plus(Selecting.SILENCE)));
    return new Transition(silent, loss.effects());
  }

  /** Without what is gone; without a lease if that was all. */
  private Transition lost(Standing.Loss loss, LeasePhase reached) {
    return new Transition(
        loss.next().held().isEmpty()
            ? new Selecting(loss.next(), process, launched, 0, "")
            : new Bound(loss.next(), process, launched, reached, trouble),
        loss.effects());
  }

  private Transition lost(String why) {
    return new Transition(
        new Selecting(standing.withoutLease(), process, launched, 0, why), standing.dropLease());
  }

  private Selecting asSelecting(String why) {
    return new Selecting(standing, process, launched, 0, why);
  }

  /** Without a binding there is no message that renews: who asks anew begins anew. */
  private Transition renew(Standing next, Instant now) {
    if (next.configuration().v6().filter(Wanted6::isStateless).isPresent()) {
      return Stopping.stop(next, process, launched, List.of(), now);
    }
    return new Transition(
        new Bound(next, process, launched, phase, trouble),
        List.of(new Effect.SignalClient(process, ClientSignal.RENEW)));
  }

  private Transition configurationChanged(ConfigurationChanged changed, Instant now) {
    Standing next = standing.withConfiguration(changed.configuration(), changed.link());
    return next.wants(launched)
        ? new Transition(new Bound(next, process, launched, phase, trouble), List.of())
        : Stopping.stop(next, process, launched, List.of(), now);
  }

  private Transition linkChanged(LinkState link, Instant now) {
    Standing next = standing.withLink(link);
    if (link == LinkState.ABSENT) {
      // A client does not notice that its interface went; the lease is kept for its return.
      return Stopping.stop(next, process, launched, List.of(), now);
    }
    boolean returned = link == LinkState.READY && standing.link() != LinkState.READY;
    return returned
        ? renew(next, now) // the cable may lead elsewhere now: ask at once
        : new Transition(new Bound(next, process, launched, phase, trouble), List.of());
  }
}
