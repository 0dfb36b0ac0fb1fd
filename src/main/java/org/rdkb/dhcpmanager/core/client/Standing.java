package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientNotice.Kind;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/**
 * What a row knows in every state.
 *
 * @param row which row
 * @param configuration what the operator wants
 * @param link the interface now
 * @param held the lease on the interface; it outlives the client that got it
 * @param failures client failures in a row; a lease, a new enable or a new carrier resets them
 * @param released told to release, and not to start again by itself
 * @param askFor the address to ask for while no lease is held; absent: any
 * @param ipv6OnlyUntil until when the network prefers to be without IPv4 (RFC 8925); absent: it
 *     does not say so, or we were not told to ask. Ends with a new link, configuration or request
 */
public record Standing(
    RowId row,
    ClientConfiguration configuration,
    LinkState link,
    Optional<HeldLease> held,
    int failures,
    boolean released,
    Optional<Ipv4Address> askFor,
    Optional<Instant> ipv6OnlyUntil) {

  /**
   * Without a wait for IPv6 only.
   *
   * @param row which row
   * @param configuration what the operator wants
   * @param link the interface now
   * @param held the lease on the interface
   * @param failures client failures in a row
   * @param released told to release
   * @param askFor the address to ask for
   */
  public Standing(
      RowId row,
      ClientConfiguration configuration,
      LinkState link,
      Optional<HeldLease> held,
      int failures,
      boolean released,
      Optional<Ipv4Address> askFor) {
    this(row, configuration, link, held, failures, released, askFor, Optional.empty());
  }

  static Standing initial(RowId row) {
    return new Standing(
        row,
        ClientConfiguration.EMPTY,
        LinkState.ABSENT,
        Optional.empty(),
        0,
        false,
        Optional.empty());
  }

  Standing withConfiguration(ClientConfiguration changed, LinkState linkNow) {
    // A new enable, like a disable, leaves Released (§8 of the design: Enable false→true).
    boolean toggled = changed.enable() != configuration.enable();
    return new Standing(row, changed, linkNow, held, 0, released && !toggled, askFor);
  }

  Standing withLink(LinkState linkNow) {
    // A new carrier is a new chance, maybe of another network; losing it is not.
    boolean isNew = linkNow == LinkState.READY && link != LinkState.READY;
    return new Standing(
        row,
        configuration,
        linkNow,
        held,
        linkNow == LinkState.READY ? 0 : failures,
        released,
        askFor,
        isNew ? Optional.empty() : ipv6OnlyUntil);
  }

  Standing withLease(HeldLease lease) {
    return new Standing(
        row, configuration, link, Optional.of(lease), 0, released, Optional.empty());
  }

  Standing withoutLease() {
    return new Standing(
        row, configuration, link, Optional.empty(), failures, released, askFor, ipv6OnlyUntil);
  }

  Standing withFailures(int count) {
    return new Standing(row, configuration, link, held, count, released, askFor, ipv6OnlyUntil);
  }

  Standing withIpv6Only(Optional<Instant> until) {
    return new Standing(row, configuration, link, held, failures, released, askFor, until);
  }

  Standing withReleased(boolean releasedNow) {
    return new Standing(row, configuration, link, held, failures, releasedNow, askFor);
  }

  /** Whether the lease's address is where the lease says: an absent interface carries nothing. */
  boolean isLeaseUsable() {
    return held.isPresent() && link != LinkState.ABSENT;
  }

  /** When the lease, or the first part of it, ends. */
  Optional<Instant> expiry() {
    return held.map(HeldLease::nextEnd).filter(at -> !at.equals(Instant.MAX));
  }

  boolean isExpiryReached(Instant now) {
    return held.filter(lease -> !now.isBefore(lease.nextEnd())).isPresent();
  }

  /**
   * The lease has become less.
   *
   * @param next without what is gone
   * @param effects of the loss
   */
  record Loss(Standing next, List<Effect> effects) {}

  /** What has come to its end is lost. */
  Loss expire(Instant now) {
    if (held.filter(lease -> lease.isExpired(now)).isPresent()) {
      return new Loss(withoutLease(), dropLease());
    }
    return held.map(lease -> lose(lease, lease.lease().expired(lease.age(now)), now))
        .orElse(new Loss(this, List.of()));
  }

  /** What the client gave up is lost, if it is what is held. */
  Loss withdraw(Withdrawal what, Instant now) {
    return held.map(lease -> lose(lease, lease.lease().without(what), now))
        .orElse(new Loss(this, List.of()));
  }

  private Loss lose(HeldLease lease, Lease.Split split, Instant now) {
    if (split.gone().isEmpty()) {
      return new Loss(this, List.of());
    }
    if (split.left().isEmpty()) {
      return new Loss(withoutLease(), dropLease());
    }
    Lease left = split.left().get();
    Standing next =
        new Standing(
            row, configuration, link, Optional.of(lease.with(left)), failures, released, askFor);
    return new Loss(
        next,
        List.of(
            new Effect.RemoveLease(lease.linuxInterface(), split.gone().get()),
            new Effect.Publish(
                new ClientNotice(
                    Kind.LEASE_UPDATE,
                    lease.linuxInterface(),
                    Optional.of(left.after(lease.age(now))))),
            next.persist()));
  }

  Effect publish(Kind kind) {
    return publish(kind, configuration.linuxInterface());
  }

  static Effect publish(Kind kind, String linuxInterface) {
    return new Effect.Publish(new ClientNotice(kind, linuxInterface, Optional.empty()));
  }

  Effect persist() {
    return new Effect.PersistLease(new ClientRecord(held, released));
  }

  /** The effects of losing the lease, in the order that WAN Manager knows: gone, then told. */
  List<Effect> dropLease() {
    List<Effect> effects = new ArrayList<>();
    held.ifPresent(
        lost -> {
          effects.add(new Effect.RemoveLease(lost.linuxInterface(), lost.lease()));
          effects.add(publish(Kind.LEASE_DEL, lost.linuxInterface()));
          effects.add(withoutLease().persist());
        });
    return effects;
  }

  /** The effects of a release: as for a lost lease; without one the release itself is stored. */
  List<Effect> releaseLease() {
    return held.isPresent() ? dropLease() : List.of(persist());
  }

  /** A release, or its end, survives a restart of ours: it is stored as soon as it is asked for. */
  List<Effect> persistRelease(Standing former) {
    return released == former.released ? List.of() : List.of(persist());
  }

  /**
   * Whether the operator wants a client on the configured interface, link or no link.
   *
   * @return false if the row is disabled, released or misconfigured
   */
  public boolean isClientWanted() {
    return configuration.enable() && !released && configuration.misconfiguration().isEmpty();
  }

  /** Whether a client started with that configuration is the one that is wanted now. */
  boolean wants(ClientConfiguration launched) {
    return isClientWanted() && configuration.startsSameClientAs(launched);
  }

  /** IPv6 clients ask for nothing: server and DUID find each other's former binding. */
  private static Optional<Ipv4Address> address4(Lease lease) {
    return lease instanceof Lease4 v4 ? Optional.of(v4.address()) : Optional.empty();
  }

  boolean isLeaseElsewhere() {
    return held.isPresent() && !held.get().linuxInterface().equals(configuration.linuxInterface());
  }

  /**
   * Decides what a row without a client does next, by its configuration and its link.
   *
   * @param former the status shown until a client runs, should one be started
   * @param before effects that come first
   */
  Transition settle(Status former, List<Effect> before) {
    List<Effect> effects = new ArrayList<>(before);
    if (!configuration.enable() || released || isLeaseElsewhere()) {
      effects.addAll(dropLease());
      return withoutLease().settleLease(former, effects);
    }
    return settleLease(former, effects);
  }

  /** The second half of the decision: the lease, if any, is on the right interface and wanted. */
  private Transition settleLease(Status former, List<Effect> effects) {
    if (!configuration.enable()) {
      return new Transition(new Idle.Disabled(this), effects);
    }
    if (released) {
      return new Transition(new Idle.Released(this), effects);
    }
    if (!configuration.misconfiguration().isEmpty()) {
      return new Transition(
          new Idle.Misconfigured(this, configuration.misconfiguration()), effects);
    }
    if (ipv6OnlyUntil.isPresent() && link == LinkState.READY) {
      return new Transition(new Idle.Ipv6Only(this, ipv6OnlyUntil.get()), effects);
    }
    return switch (link) {
      case ABSENT ->
          withoutLink(
              former,
              effects,
              new Idle.Misconfigured(
                  this, "Interface: no interface " + configuration.linuxInterface()));
      case DOWN ->
          withoutLink(
              former,
              effects,
              new Idle.WaitingForLink(
                  this, "link of " + configuration.linuxInterface() + " is down"));
      case NO_LINK_LOCAL ->
          new Transition(
              new Idle.WaitingForLink(
                  this, "no usable link-local address on " + configuration.linuxInterface()),
              effects);
      case READY -> {
        ClientLaunch launch =
            new ClientLaunch(
                row,
                configuration,
                held.map(HeldLease::lease).flatMap(Standing::address4).or(() -> askFor));
        effects.add(new Effect.StartClient(launch));
        yield new Transition(new Starting(this, former, configuration, Optional.empty()), effects);
      }
    };
  }

  /** WAN Manager hears once that its client cannot run: when the row gets into trouble. */
  private Transition withoutLink(Status former, List<Effect> effects, Idle next) {
    if (former != Status.ERROR && former != Status.ERROR_MISCONFIGURED) {
      effects.add(publish(Kind.CLIENT_FAILED));
    }
    return new Transition(next, effects);
  }

  /**
   * Decides after a client failed: once again at once, then with back-off.
   *
   * @param former the status shown before
   * @param why the failure, in words
   */
  Transition failed(Status former, String why, Instant now) {
    Standing counted = withFailures(failures + 1);
    if (counted.failures == 1) {
      return counted.settle(former, List.of());
    }
    Instant until = now.plus(Backoff.delay(counted.failures, row, now));
    return counted.backOff(former, why, until);
  }

  /** Waits before the next try, unless nobody wants a client any more. */
  Transition backOff(Status former, String why, Instant until) {
    if (!isClientWanted() || link != LinkState.READY) {
      return settle(former, List.of());
    }
    List<Effect> effects =
        former == Status.ERROR ? List.of() : List.of(publish(Kind.CLIENT_FAILED));
    return new Transition(new Idle.BackingOff(this, why, until), effects);
  }
}
