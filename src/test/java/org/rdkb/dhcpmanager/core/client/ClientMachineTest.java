package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.core.client.Samples.CLIENT;
import static org.rdkb.dhcpmanager.core.client.Samples.NOW;
import static org.rdkb.dhcpmanager.core.client.Samples.ON;
import static org.rdkb.dhcpmanager.core.client.Samples.ROW;
import static org.rdkb.dhcpmanager.core.client.Samples.held;
import static org.rdkb.dhcpmanager.core.client.Samples.lease;
import static org.rdkb.dhcpmanager.core.client.Samples.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientExited;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientStarted;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ConfigurationChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.DeadlineReached;
import org.rdkb.dhcpmanager.core.client.ClientEvent.EffectFailed;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LeaseReported;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LinkChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.Recovered;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ReleaseRequested;
import org.rdkb.dhcpmanager.core.client.ClientNotice.Kind;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * What an operator would ask of the machine, one answer each. All pairs of states and events are in
 * the golden table; here stands why these matter.
 */
class ClientMachineTest {
  private static final Instant LATER = NOW.plusSeconds(2);
  private static final Standing LEASED = standing().withLease(held());
  private static final Bound BOUND = new Bound(LEASED, CLIENT, ON, LeasePhase.BOUND, "");

  /** The effects of losing the sample lease, in WAN Manager's order. */
  private static final List<Effect> LEASE_LOST =
      List.of(
          new Effect.RemoveLease("eth0", held().lease()),
          publish(Kind.LEASE_DEL, "eth0"),
          new Effect.PersistLease(ClientRecord.EMPTY));

  @Test
  void bound_linkLost_keepsLeaseUntilExpiry() {
    Standing down = LEASED.withLink(LinkState.DOWN);
    Bound dark = new Bound(down, CLIENT, ON, LeasePhase.BOUND, "");
    check(BOUND, new LinkChanged(LinkState.DOWN), LATER, dark);
    assertEquals(Status.ERROR, dark.status());
    assertEquals("link of eth0 is down", dark.reason());

    Bound late = new Bound(down, CLIENT, ON, LeasePhase.REBINDING, "");
    Selecting without = new Selecting(down.withoutLease(), CLIENT, ON, 0, "");
    check(late, new DeadlineReached(), held().expiresAt(), without, LEASE_LOST);
  }

  @Test
  void bound_linkReturns_asksAtOnce() {
    Bound dark = new Bound(LEASED.withLink(LinkState.DOWN), CLIENT, ON, LeasePhase.BOUND, "");
    check(
        dark,
        new LinkChanged(LinkState.READY),
        LATER,
        BOUND,
        List.of(new Effect.SignalClient(CLIENT, ClientSignal.RENEW)));
  }

  /** What the client itself does at T2 is to ask everybody; it may need a push. */
  @Test
  void bound_t2Passes_clientIsAskedToRenew_once() {
    Bound renewing = new Bound(LEASED, CLIENT, ON, LeasePhase.RENEWING, "");
    Bound rebinding = new Bound(LEASED, CLIENT, ON, LeasePhase.REBINDING, "");
    check(
        renewing,
        new DeadlineReached(),
        held().rebindAt(),
        rebinding,
        List.of(signal(ClientSignal.RENEW)));
    check(rebinding, new DeadlineReached(), held().rebindAt(), rebinding);
  }

  @Test
  void bound_leaseEndsInSilence_clientGetsAMoment_thenIsReplaced() {
    Instant end = held().expiresAt();
    Instant last = end.plusSeconds(5);
    Selecting silent = new Selecting(LEASED.withoutLease(), CLIENT, ON, 0, "", Optional.of(last));
    check(
        new Bound(LEASED, CLIENT, ON, LeasePhase.REBINDING, ""),
        new DeadlineReached(),
        end,
        silent,
        LEASE_LOST);
    assertEquals(Optional.of(last), silent.deadline());
    check(silent, new DeadlineReached(), end.plusSeconds(4), silent);
    Transition replaced = silent.on(new DeadlineReached(), last);
    assertEquals(List.of(signal(ClientSignal.TERMINATE)), replaced.effects());
    // One that speaks, whatever it says, is left alone.
    Transition spoke = silent.on(new LeaseReported(new LeaseReport.Deconfigured()), end);
    assertEquals(Optional.empty(), spoke.next().deadline());
  }

  /** RFC 8925: who asked gets no address for V6ONLY_WAIT, five minutes at least. */
  @Test
  void selecting_ipv6OnlyPreferred_endsTheClient_ifTheRowAsked() {
    Lease4 plain = Samples.lease("192.0.2.10", 3600);
    Lease4 preferred =
        new Lease4(
            plain.address(),
            plain.prefixLength(),
            plain.broadcast(),
            plain.serverIdentifier(),
            plain.times(),
            plain.network(),
            plain.provisioning(),
            new TreeMap<>(Map.of(108, Octets.parseHex("00000001").orElseThrow())));
    ClientEvent granted = new LeaseReported(new LeaseReport.Granted(preferred));
    assertInstanceOf(
        Bound.class, new Selecting(standing(), CLIENT, ON, 0, "").on(granted, NOW).next());

    ClientConfiguration asking =
        new ClientConfiguration(true, "eth0", "", List.of(1, 108), List.of());
    Standing asks = standing().withConfiguration(asking, LinkState.READY);
    Transition stopping = new Selecting(asks, CLIENT, asking, 0, "").on(granted, NOW);
    assertEquals(List.of(signal(ClientSignal.TERMINATE)), stopping.effects());
    Transition waiting = stopping.next().on(new ClientExited(CLIENT, "killed by 15"), NOW);
    Idle.Ipv6Only idle = assertInstanceOf(Idle.Ipv6Only.class, waiting.next());
    assertEquals(Optional.of(NOW.plusSeconds(300)), idle.deadline());
    Transition over = idle.on(new DeadlineReached(), NOW.plusSeconds(300));
    assertInstanceOf(Starting.class, over.next());
    // Another network may have come with the cable.
    ClientState down = idle.on(new LinkChanged(LinkState.DOWN), NOW).next();
    assertInstanceOf(Starting.class, down.on(new LinkChanged(LinkState.READY), NOW).next());
  }

  @Test
  void starting_disabledMeanwhile_isStoppedWhenItRuns() {
    Starting starting = new Starting(standing(), Status.DISABLED, ON, Optional.empty());
    Standing off = standing().withConfiguration(Samples.off(), LinkState.READY);
    Starting unwanted = new Starting(off, Status.DISABLED, ON, Optional.empty());
    check(starting, new ConfigurationChanged(Samples.off(), LinkState.READY), LATER, unwanted);
    check(
        unwanted,
        new ClientStarted(CLIENT),
        LATER,
        stopping(off, Stopping.Stage.TERMINATING, Status.DISABLED),
        List.of(publish(Kind.CLIENT_STARTED, "eth0"), signal(ClientSignal.TERMINATE)));
  }

  @Test
  void starting_leaseBeforeTheStartIsConfirmed_isBoundOnceItIs() {
    LeaseReport.Granted granted = new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600));
    Starting early = new Starting(standing(), Status.DISABLED, ON, Optional.of(granted));
    check(
        early,
        new ClientStarted(CLIENT),
        NOW,
        BOUND,
        List.of(
            publish(Kind.CLIENT_STARTED, "eth0"),
            new Effect.ApplyLease("eth0", held().lease(), Optional.empty()),
            new Effect.Publish(
                new ClientNotice(Kind.LEASE_UPDATE, "eth0", Optional.of(held().lease()))),
            new Effect.PersistLease(new ClientRecord(Optional.of(held()), false))));
  }

  @Test
  void bound_optionsChanged_restartsWithoutRelease() {
    Standing next = LEASED.withConfiguration(Samples.otherOptions(), LinkState.READY);
    Stopping stopping = stopping(next, Stopping.Stage.TERMINATING, Status.ENABLED);
    check(
        BOUND,
        new ConfigurationChanged(Samples.otherOptions(), LinkState.READY),
        LATER,
        stopping,
        List.of(signal(ClientSignal.TERMINATE)));
    // The lease stays; the new client asks for the same address, and nobody is told of a stop.
    check(
        stopping,
        new ClientExited(CLIENT, "killed by 15"),
        LATER,
        new Starting(next, Status.ENABLED, Samples.otherOptions(), Optional.empty()),
        List.of(start(Samples.otherOptions(), "192.0.2.10")));
  }

  @Test
  void bound_sameConfigurationAgain_changesNothing() {
    check(BOUND, new ConfigurationChanged(ON, LinkState.READY), LATER, BOUND);
  }

  @Test
  void bound_interfaceChanged_leavesTheOldOneBeforeItBeginsOnTheNew() {
    Standing moved = LEASED.withConfiguration(Samples.moved(), LinkState.READY).withoutLease();
    Stopping stopping = stopping(moved, Stopping.Stage.TERMINATING, Status.ENABLED);
    check(
        BOUND,
        new ConfigurationChanged(Samples.moved(), LinkState.READY),
        LATER,
        stopping,
        // Stored last: else a crash in between leaves a client with a lease that nobody knows of.
        List.of(
            LEASE_LOST.get(0),
            LEASE_LOST.get(1),
            signal(ClientSignal.TERMINATE),
            LEASE_LOST.get(2)));
    Transition gone = stopping.on(new ClientExited(CLIENT, "killed by 15"), LATER);
    assertEquals(
        new Starting(moved, Status.ENABLED, Samples.moved(), Optional.empty()), gone.next());
    assertEquals(publish(Kind.CLIENT_STOPPED, "eth0"), gone.effects().get(0));
    assertEquals(2, gone.effects().size());
  }

  @Test
  void releasing_waitsForTheClientBeforeTheAddressGoes() {
    Standing released = LEASED.withReleased(true);
    Stopping releasing =
        new Stopping(
            released,
            CLIENT,
            "eth0",
            Stopping.Stage.RELEASING,
            LATER.plus(Stopping.RELEASE_PATIENCE),
            Status.ENABLED);
    check(
        BOUND,
        new ReleaseRequested(),
        LATER,
        releasing,
        List.of(
            // First: the release is meant even if we end before the client does.
            new Effect.PersistLease(new ClientRecord(Optional.of(held()), true)),
            signal(ClientSignal.RELEASE)));
    List<Effect> lost =
        List.of(
            new Effect.RemoveLease("eth0", held().lease()),
            publish(Kind.LEASE_DEL, "eth0"),
            new Effect.PersistLease(new ClientRecord(Optional.empty(), true)));
    check(
        releasing,
        new LeaseReported(new LeaseReport.Deconfigured()),
        LATER,
        stopping(released.withoutLease(), Stopping.Stage.TERMINATING, Status.ENABLED),
        and(lost, signal(ClientSignal.TERMINATE)));
  }

  @Test
  void stopping_clientDoesNotEnd_isKilledInTime() {
    Stopping asked = stopping(LEASED, Stopping.Stage.TERMINATING, Status.ENABLED);
    check(asked, new DeadlineReached(), LATER, asked);
    Instant due = asked.escalateAt();
    check(
        asked,
        new DeadlineReached(),
        due,
        new Stopping(
            LEASED,
            CLIENT,
            "eth0",
            Stopping.Stage.KILLING,
            due.plus(Stopping.PATIENCE),
            Status.ENABLED),
        List.of(signal(ClientSignal.KILL)));
  }

  /** RFC 2131 section 3.2: a refused address may not be used any more. */
  @Test
  void selecting_nak_dropsTheHeldLease() {
    check(
        new Selecting(LEASED, CLIENT, ON, 0, ""),
        new LeaseReported(new LeaseReport.Nak("not yours")),
        LATER,
        new Selecting(LEASED.withoutLease(), CLIENT, ON, 1, words("not yours")),
        LEASE_LOST);
  }

  /** Subscribers were not told of a lease that the kernel refused: now they hear all of it. */
  @Test
  void boundWithTrouble_sameLeaseAgain_isAnUpdateToWanManager() {
    Lease4 again = lease("192.0.2.10", 3600);
    Standing renewed = standing().withLease(HeldLease.granted("eth0", again, LATER));
    check(
        new Bound(LEASED, CLIENT, ON, LeasePhase.BOUND, "kernel said no"),
        new LeaseReported(new LeaseReport.Granted(again)),
        LATER,
        new Bound(renewed, CLIENT, ON, LeasePhase.BOUND, ""),
        List.of(
            new Effect.ApplyLease("eth0", again, Optional.of(held().lease())),
            Selecting.update(renewed, again),
            renewed.persist()));
  }

  @Test
  void selecting_sameLeaseAgain_isARenewalToWanManager() {
    Lease4 again = lease("192.0.2.10", 3600);
    HeldLease renewed = HeldLease.granted("eth0", again, LATER);
    check(
        new Selecting(LEASED, CLIENT, ON, 2, ""),
        new LeaseReported(new LeaseReport.Granted(again)),
        LATER,
        new Bound(standing().withLease(renewed), CLIENT, ON, LeasePhase.BOUND, ""),
        List.of(
            new Effect.ApplyLease("eth0", again, Optional.of(held().lease())),
            publish(Kind.LEASE_RENEW, "eth0"),
            new Effect.PersistLease(new ClientRecord(Optional.of(renewed), false))));
  }

  /** It waited while nobody was here: its times count from then, the kernel gets what is left. */
  @Test
  void selecting_leaseToldLongAgo_countsFromWhenItWasTold() {
    Lease4 told = lease("192.0.2.10", 3600);
    HeldLease since = HeldLease.granted("eth0", told, NOW);
    Instant heard = NOW.plusSeconds(2000); // T1 is after 1800
    Standing next = standing().withLease(since);
    check(
        new Selecting(standing(), CLIENT, ON, 0, ""),
        new LeaseReported(new LeaseReport.Granted(told), Duration.ofSeconds(2000)),
        heard,
        new Bound(next, CLIENT, ON, LeasePhase.RENEWING, ""),
        List.of(
            new Effect.ApplyLease("eth0", told.left(2000), Optional.empty()),
            Selecting.update(next, told),
            next.persist()));
  }

  @Test
  void leaseToldSoLongAgoThatItHasEnded_isNone() {
    LeaseReport told = new LeaseReport.Granted(lease("192.0.2.77", 3600));
    ClientEvent over = new LeaseReported(told, Duration.ofHours(1));
    Selecting selecting = new Selecting(standing(), CLIENT, ON, 1, "");
    check(selecting, over, LATER, selecting);
  }

  /** The wall clock was set a day ahead between the telling and the hearing. */
  @Test
  void leaseToldAfterTheOneThatIsHeld_isNoOlderThanThat() {
    Lease4 told = lease("192.0.2.77", 3600);
    Standing next = standing().withLease(HeldLease.granted("eth0", told, NOW));
    check(
        BOUND,
        new LeaseReported(new LeaseReport.Granted(told), Duration.ofDays(1)),
        LATER,
        new Bound(next, CLIENT, ON, LeasePhase.BOUND, ""),
        List.of(
            new Effect.ApplyLease(
                "eth0",
                told.left(Duration.between(NOW, LATER).toSeconds()),
                Optional.of(held().lease())),
            Selecting.update(next, told),
            next.persist()));
  }

  @Test
  void leaseToldLaterThanNow_byAWallClockThatWasSetBack_isNew() {
    LeaseReport told = new LeaseReport.Granted(lease("192.0.2.10", 3600));
    assertEquals(new LeaseReported(told), new LeaseReported(told, Duration.ofDays(1).negated()));
  }

  @Test
  void bound_nonsenseFromTheServer_keepsTheValidLease() {
    check(
        BOUND,
        new LeaseReported(new LeaseReport.Refused("lease time 0")),
        LATER,
        new Bound(LEASED, CLIENT, ON, LeasePhase.BOUND, "lease refused: lease time 0"));
  }

  @Test
  void bound_clientDies_firstTimeIsReplacedAtOnce_thenBacksOff() {
    Standing once = LEASED.withFailures(1);
    check(
        BOUND,
        new ClientExited(CLIENT, "killed by 9"),
        LATER,
        new Starting(once, Status.ENABLED, ON, Optional.empty()),
        List.of(start(ON, "192.0.2.10")));

    Standing twice = LEASED.withFailures(2);
    Instant retry = LATER.plus(Backoff.delay(2, ROW, LATER));
    check(
        new Starting(once, Status.ENABLED, ON, Optional.empty()),
        new EffectFailed(FailedEffect.START, "cannot start"),
        LATER,
        new Idle.BackingOff(twice, "cannot start", retry),
        List.of(publish(Kind.CLIENT_FAILED, "eth0")));
  }

  @Test
  void bound_otherClientEnds_isNotOurs() {
    check(BOUND, new ClientExited(Samples.OTHER_CLIENT, "killed by 9"), LATER, BOUND);
  }

  @Test
  void recovered_clientAndLeaseAreThere_onlyWhatTheKernelLostIsPutBack() {
    ClientRecord stored = new ClientRecord(Optional.of(held()), false);
    check(
        ClientState.initial(ROW),
        new Recovered(ON, LinkState.READY, stored, Optional.of(CLIENT), Optional.empty()),
        LATER,
        BOUND,
        List.of(new Effect.RestoreLease("eth0", held().left(LATER))));
  }

  @Test
  void recovered_leaseThatIsNotWantedOrHasNoLink_isNotPutBack() {
    ClientRecord stored = new ClientRecord(Optional.of(held()), false);
    for (Recovered found :
        List.of(
            new Recovered(ON, LinkState.DOWN, stored, Optional.of(CLIENT), Optional.empty()),
            new Recovered(
                ON.disabled(), LinkState.READY, stored, Optional.empty(), Optional.empty()))) {
      List<Effect> effects = ClientState.initial(ROW).on(found, LATER).effects();
      assertTrue(
          effects.stream().noneMatch(Effect.RestoreLease.class::isInstance), found::toString);
    }
  }

  @Test
  void recovered_leaseEndedMeanwhile_itsAddressGoesIsToldAndTheClientStays() {
    ClientRecord stored = new ClientRecord(Optional.of(held()), false);
    check(
        ClientState.initial(ROW),
        new Recovered(ON, LinkState.READY, stored, Optional.of(CLIENT), Optional.empty()),
        held().expiresAt(),
        new Selecting(standing(), CLIENT, ON, 0, ""),
        List.of(
            new Effect.RemoveLease("eth0", held().lease()),
            Standing.publish(ClientNotice.Kind.LEASE_DEL, "eth0"),
            new Effect.PersistLease(ClientRecord.EMPTY)));
  }

  private static void check(ClientState from, ClientEvent event, Instant at, ClientState next) {
    check(from, event, at, next, List.of());
  }

  private static void check(
      ClientState from, ClientEvent event, Instant at, ClientState next, List<Effect> effects) {
    assertEquals(new Transition(next, effects), from.on(event, at));
  }

  private static Stopping stopping(Standing standing, Stopping.Stage stage, Status former) {
    return new Stopping(standing, CLIENT, "eth0", stage, LATER.plus(Stopping.PATIENCE), former);
  }

  private static String words(String server) {
    return new LeaseReport.Nak(server).words();
  }

  private static Effect publish(Kind kind, String linuxInterface) {
    return new Effect.Publish(new ClientNotice(kind, linuxInterface, Optional.empty()));
  }

  private static Effect signal(ClientSignal signal) {
    return new Effect.SignalClient(CLIENT, signal);
  }

  private static Effect start(ClientConfiguration configuration, String askFor) {
    return new Effect.StartClient(
        new ClientLaunch(ROW, configuration, Optional.of(Samples.ip(askFor))));
  }

  private static List<Effect> and(List<Effect> first, Effect last) {
    return Stream.concat(first.stream(), Stream.of(last)).toList();
  }
}
