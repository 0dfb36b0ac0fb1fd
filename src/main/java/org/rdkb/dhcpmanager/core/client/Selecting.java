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
import org.rdkb.dhcpmanager.core.lease.Grant;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.option.v4.Ipv6OnlyPreferred;
import org.rdkb.dhcpmanager.core.option.v4.LeasedOptions4;

/**
 * A client runs and has no lease. The row may still hold the lease of the client before it; that
 * one stays until this client gets one or until it expires.
 *
 * @param standing what the row knows
 * @param process the client
 * @param launched the configuration it was started with
 * @param attempts rounds without an answer
 * @param reason what the last answer complained of; empty if nothing
 * @param wordBy until when a client that let its lease end in silence has to speak; absent if it
 *     did
 */
public record Selecting(
    Standing standing,
    ClientProcess process,
    ClientConfiguration launched,
    int attempts,
    String reason,
    Optional<Instant> wordBy)
    implements ClientState {
  /**
   * A client notices the end of its lease by itself, and says so, at about the same moment as we
   * do; one that has not by then hangs.
   */
  static final Duration SILENCE = Duration.ofSeconds(5);

  /**
   * A client that nothing is held against.
   *
   * @param standing what the row knows
   * @param process the client
   * @param launched the configuration it was started with
   * @param attempts rounds without an answer
   * @param reason what the last answer complained of
   */
  public Selecting(
      Standing standing,
      ClientProcess process,
      ClientConfiguration launched,
      int attempts,
      String reason) {
    this(standing, process, launched, attempts, reason, Optional.empty());
  }

  @Override
  public Optional<Instant> deadline() {
    return wordBy
        .filter(at -> standing.expiry().filter(at::isAfter).isEmpty())
        .or(standing::expiry);
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
      return spoken().reported(reported, now);
    }
    if (event instanceof ClientExited exited && exited.client().equals(process)) {
      return standing.failed(status(), exited.words(), now);
    }
    if (event instanceof DeadlineReached && standing.isExpiryReached(now)) {
      return lost(standing.expire(now));
    }
    if (event instanceof DeadlineReached && wordBy.filter(at -> !now.isBefore(at)).isPresent()) {
      return Stopping.stop(standing, process, launched, List.of(), now);
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

  private Selecting spoken() {
    return wordBy.isEmpty() ? this : new Selecting(standing, process, launched, attempts, reason);
  }

  private Transition lost(Standing.Loss loss) {
    return new Transition(with(loss.next()), loss.effects());
  }

  private Selecting with(Standing changed) {
    return new Selecting(changed, process, launched, attempts, reason, wordBy);
  }

  private Transition reported(LeaseReported reported, Instant now) {
    LeaseReport report = reported.report();
    if (report instanceof LeaseReport.Granted granted) {
      return bind(granted.grant(), reported.age(), now);
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

  /**
   * A first lease, a changed one, or the same one again after the client was replaced. It counts
   * from when the client told it; one that has ended since then is none. What is told later was
   * granted later: an age that says otherwise comes from a wall clock that was set meanwhile.
   */
  private Transition bind(Grant grant, Duration age, Instant now) {
    Instant told = now.minus(age);
    Instant at = standing.held().map(HeldLease::obtainedAt).filter(told::isBefore).orElse(told);
    Optional<Lease> previous = standing.held().map(HeldLease::lease);
    Optional<Lease> granted =
        grant.onto(
            standing
                .held()
                .filter(held -> !held.isExpired(at))
                .map(held -> held.lease().after(held.age(at))));
    if (granted.isEmpty()) { // a reply that takes everything away
      return new Transition(with(standing.withoutLease()), standing.dropLease());
    }
    Lease lease = granted.get();
    Optional<Ipv6OnlyPreferred> ipv6Only = ipv6Only(lease);
    if (ipv6Only.isPresent()) {
      return withdraw(ipv6Only.get(), at, now);
    }
    HeldLease held = HeldLease.granted(launched.linuxInterface(), lease, at);
    if (held.isExpired(now)) {
      return ClientState.ignored(this); // what the row holds ends by its own deadline
    }
    Standing next = standing.withLease(held);
    // After trouble with the lease held, subscribers have not heard of it, or not of all of it.
    boolean renewal = reason.isEmpty() && previous.filter(lease::isRenewalOf).isPresent();
    List<Effect> effects = new ArrayList<>();
    effects.add(
        new Effect.ApplyLease(standing.configuration().linuxInterface(), held.left(now), previous));
    effects.add(renewal ? next.publish(Kind.LEASE_RENEW) : update(next, lease));
    effects.add(next.persist()); // last: a slow disk holds up nobody; until then the spool has it
    return new Transition(new Bound(next, process, launched, held.phase(now), ""), effects);
  }

  /** Honoured by a host that asked for it only (RFC 8925 section 3.2). */
  private Optional<Ipv6OnlyPreferred> ipv6Only(Lease lease) {
    return lease instanceof Lease4 v4
            && launched.requestedOptions().contains(Ipv6OnlyPreferred.CODE)
            && LeasedOptions4.option(v4, Ipv6OnlyPreferred.CODE).orElse(null)
                instanceof Ipv6OnlyPreferred preferred
        ? Optional.of(preferred)
        : Optional.empty();
  }

  /** The address is not used, and no client asks for one until V6ONLY_WAIT is over. */
  private Transition withdraw(Ipv6OnlyPreferred preferred, Instant at, Instant now) {
    Instant until = at.plusSeconds(preferred.effectiveWaitSeconds());
    Standing without = standing.withoutLease().withIpv6Only(Optional.of(until));
    return Stopping.stop(without, process, launched, standing.dropLease(), now);
  }

  static Effect update(Standing standing, Lease lease) {
    return new Effect.Publish(
        new ClientNotice(
            Kind.LEASE_UPDATE, standing.configuration().linuxInterface(), Optional.of(lease)));
  }
}
