package org.rdkb.dhcpmanager.core.client;

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
import org.rdkb.dhcpmanager.core.lease.Grant;
import org.rdkb.dhcpmanager.core.lease.Lease;

/**
 * A client runs and has no lease. The row may still hold the lease of the client before it; that
 * one stays until this client gets one or until it expires.
 *
 * @param standing what the row knows
 * @param process the client
 * @param launched the configuration it was started with
 * @param attempts rounds without an answer
 * @param reason what the last answer complained of; empty if nothing
 */
public record Selecting(
    Standing standing,
    ClientProcess process,
    ClientConfiguration launched,
    int attempts,
    String reason)
    implements ClientState {

  @Override
  public Optional<Instant> deadline() {
    return standing.expiry();
  }

  @Override
  public Status status() {
    return Status.ENABLED;
  }

  @Override
  public DhcpStatus dhcpStatus() {
    return standing.isLeaseUsable() ? DhcpStatus.REQUESTING : DhcpStatus.SELECTING;
  }

  @Override
  public Optional<ClientProcess> client() {
    return Optional.of(process);
  }

  @Override
  public Transition on(ClientEvent event, Instant now) {
    if (event instanceof LeaseReported reported) {
      return reported(reported.report(), now);
    }
    if (event instanceof ClientExited exited && exited.client().equals(process)) {
      return standing.failed(status(), "client " + exited.how(), now);
    }
    if (event instanceof DeadlineReached && standing.isExpiryReached(now)) {
      return lost(standing.expire(now));
    }
    if (event instanceof RenewRequested) {
      return new Transition(this, List.of(new Effect.SignalClient(process, ClientSignal.RENEW)));
    }
    if (event instanceof ReleaseRequested) {
      return Stopping.release(standing, process, launched, now);
    }
    if (event instanceof RestartRequested) {
      return Stopping.stop(standing, process, launched, List.of(), now);
    }
    if (event instanceof ConfigurationChanged changed) {
      Standing next = standing.withConfiguration(changed.configuration(), changed.link());
      return next.wants(launched)
          ? new Transition(with(next), List.of())
          : Stopping.stop(next, process, launched, List.of(), now);
    }
    if (event instanceof LinkChanged changed) {
      Standing next = standing.withLink(changed.link());
      return next.link() == LinkState.READY
          ? new Transition(with(next), List.of())
          : Stopping.stop(next, process, launched, List.of(), now);
    }
    return ClientState.ignored(this); // other clients' ends; failures the store has reported itself
  }

  private Transition lost(Standing.Loss loss) {
    return new Transition(with(loss.next()), loss.effects());
  }

  private Selecting with(Standing changed) {
    return new Selecting(changed, process, launched, attempts, reason);
  }

  private Transition reported(LeaseReport report, Instant now) {
    if (report instanceof LeaseReport.Granted granted) {
      return bind(granted.grant(), now);
    }
    if (report instanceof LeaseReport.Withdrawn withdrawn) {
      return lost(standing.withdraw(withdrawn.what(), now));
    }
    if (report instanceof LeaseReport.NoServer) {
      return new Transition(
          new Selecting(standing, process, launched, attempts + 1, reason), List.of());
    }
    if (report instanceof LeaseReport.Nak nak) {
      // RFC 2131 section 3.2: a refused address may not be used, whoever got it.
      return new Transition(
          new Selecting(standing.withoutLease(), process, launched, attempts + 1, nak.words()),
          standing.dropLease());
    }
    if (report instanceof LeaseReport.Refused refused) {
      return new Transition(
          new Selecting(
              standing, process, launched, attempts + 1, "lease refused: " + refused.reason()),
          List.of());
    }
    return ClientState.ignored(this); // deconfig: every client begins with it, it has no lease yet
  }

  /** A first lease, a changed one, or the same one again after the client was replaced. */
  private Transition bind(Grant grant, Instant now) {
    Optional<Lease> previous = standing.held().map(HeldLease::lease);
    Optional<Lease> granted =
        grant.onto(
            standing
                .held()
                .filter(held -> !held.isExpired(now))
                .map(held -> held.lease().after(held.age(now))));
    if (granted.isEmpty()) { // a reply that takes everything away
      return new Transition(with(standing.withoutLease()), standing.dropLease());
    }
    Lease lease = granted.get();
    Standing next = standing.withLease(HeldLease.granted(launched.linuxInterface(), lease, now));
    // After trouble with the lease held, subscribers have not heard of it, or not of all of it.
    boolean renewal = reason.isEmpty() && previous.filter(lease::isRenewalOf).isPresent();
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.ApplyLease(standing.configuration().linuxInterface(), lease, previous));
    effects.add(renewal ? next.publish(Kind.LEASE_RENEW) : update(next, lease));
    effects.add(next.persist()); // last: a slow disk holds up nobody; until then the spool has it
    return new Transition(new Bound(next, process, launched, LeasePhase.BOUND, ""), effects);
  }

  static Effect update(Standing standing, Lease lease) {
    return new Effect.Publish(
        new ClientNotice(
            Kind.LEASE_UPDATE, standing.configuration().linuxInterface(), Optional.of(lease)));
  }
}
