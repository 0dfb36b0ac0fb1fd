package org.rdkb.dhcpmanager.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.ClientNotice;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.ClientTroubles;
import org.rdkb.dhcpmanager.core.client.DhcpStatus;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.Idle;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Samples;
import org.rdkb.dhcpmanager.core.client.StandaloneSystemEvents;
import org.rdkb.dhcpmanager.core.client.Status;
import org.rdkb.dhcpmanager.row.ClientPorts;
import org.rdkb.dhcpmanager.row.RowOwner;

/** The owner of rows with real threads and stand-ins for kernel, processes, bus, store, clock. */
class RowOwnerComponentTest {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final Duration FLAP = Duration.ofMillis(500);
  private static final RowId OTHER = new RowId(Family.V4, 2);

  private final ManualClock clock = new ManualClock(Samples.NOW);
  private final FakeLauncher launcher = new FakeLauncher();
  private final FakeKernel kernel = new FakeKernel();
  private final FakeArchive archive = new FakeArchive();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final List<String> systemEvents = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch stuck = new CountDownLatch(0);
  private volatile Runnable afterLinkIsRead = () -> {};
  private final RowOwner owner = newOwner();

  private RowOwner newOwner() {
    return new RowOwner(
        clock,
        (family, name) -> link(name),
        FLAP,
        new ClientPorts(
            launcher,
            kernel,
            archive,
            this::notice,
            event -> systemEvents.add(event.name() + "=" + event.value()),
            new StandaloneSystemEvents()),
        (before, after) -> shown.add(after.troubles().words()));
  }

  private LinkState link(String linuxInterface) {
    LinkState read = kernel.link(linuxInterface);
    afterLinkIsRead.run();
    return read;
  }

  private void notice(RowId row, ClientNotice notice) {
    if (row.equals(OTHER)) {
      awaitLatch(stuck);
    }
    notices.add(row + " " + notice.kind());
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void start() {
    kernel.links.put("eth0", LinkState.READY);
    kernel.links.put("eth1", LinkState.READY);
    owner.start();
    owner.begin(ROW, recovered());
    owner.begin(OTHER, recovered());
  }

  @AfterEach
  void stop() {
    stuck.countDown();
    owner.close();
  }

  @Test
  void report_isTimedUntilSnapshotAndEvent_andItsCountIsResetAlone() {
    bind(ROW, "eth0", "192.0.2.7");
    await().until(() -> owner.snapshot(ROW).figures().event().count() == 1);
    assertEquals(1, owner.snapshot(ROW).figures().snapshot().count());
    assertEquals(1, owner.snapshot(ROW).figures().messages().acks());
    int told = shown.size();
    assertTrue(owner.resetCounts(ROW));
    assertTrue(owner.resetCounts(new RowId(Family.V4, 99)));
    await().until(() -> owner.snapshot(ROW).figures().messages().acks() == 0);
    assertEquals(1, owner.snapshot(ROW).figures().acquisition().count());
    assertEquals(DhcpStatus.BOUND, owner.snapshot(ROW).state().dhcpStatus());
    assertEquals(told, shown.size());
  }

  private static ClientEvent.Recovered recovered() {
    return ClientEvent.Recovered.fresh(ClientConfiguration.EMPTY, LinkState.ABSENT);
  }

  private static ClientConfiguration on(String linuxInterface) {
    return new ClientConfiguration(true, linuxInterface, "", List.of(1, 3), List.of());
  }

  private RowSnapshot bind(RowId row, String linuxInterface, String address) {
    owner.configure(row, on(linuxInterface));
    awaitRow(row, DhcpStatus.SELECTING);
    assertTrue(report(row, new LeaseReport.Granted(Samples.lease(address, 3600)), () -> {}));
    return awaitRow(row, DhcpStatus.BOUND);
  }

  private boolean report(RowId row, LeaseReport report, Runnable stored) {
    return owner.report(row, new ClientEvent.LeaseReported(report), stored);
  }

  private RowSnapshot awaitRow(RowId row, DhcpStatus wanted) {
    await().until(() -> owner.snapshot(row).state().dhcpStatus() == wanted);
    return owner.snapshot(row);
  }

  /** What feeds the watchdog: an owner that hangs in one row's event answers nobody. */
  @Test
  void question_isAnsweredByTheOwner_notWhileItHangs() {
    AtomicInteger answers = new AtomicInteger();
    assertTrue(owner.ask(answers::incrementAndGet));
    await().until(() -> answers.get() == 1);

    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch isThere = new CountDownLatch(1);
    afterLinkIsRead =
        () -> {
          isThere.countDown();
          awaitLatch(hangs);
        };
    owner.configure(ROW, on("eth0"));
    awaitLatch(isThere);
    assertTrue(owner.ask(answers::incrementAndGet));
    assertTrue(owner.ask(answers::incrementAndGet));
    assertEquals(1, answers.get());
    hangs.countDown();
    await().until(() -> answers.get() == 3);
  }

  @Test
  void lease_reachesKernelStoreSubscriber_thenDone() {
    bind(ROW, "eth0", "192.0.2.10");
    await().until(() -> notices.contains("v4-1 LEASE_UPDATE"));
    assertEquals(Set.of("192.0.2.10@eth0"), kernel.addresses);
    assertTrue(archive.records.get(ROW).lease().isPresent());
    assertEquals(List.of("v4-1 CLIENT_STARTED", "v4-1 LEASE_UPDATE"), notices);
  }

  @Test
  void leaseToldWhileNobodyWasHere_isAsOldOnTheRowAndInTheStore() {
    owner.configure(ROW, on("eth0"));
    awaitRow(ROW, DhcpStatus.SELECTING);
    Duration age = Duration.ofMinutes(10);
    owner.report(
        ROW,
        new ClientEvent.LeaseReported(
            new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600)), age),
        () -> {});
    RowSnapshot bound = awaitRow(ROW, DhcpStatus.BOUND);
    assertEquals(Optional.of(Samples.NOW.minus(age)), bound.lastEventAt());
    await().until(() -> archive.records.containsKey(ROW));
    assertEquals(
        Optional.of(Samples.NOW.plusSeconds(3000)),
        archive.records.get(ROW).lease().map(held -> held.expiresAt()));
  }

  @Test
  void leaseOfARowThatBegins_isPutBackOnItsInterface() {
    RowId third = new RowId(Family.V4, 3);
    HeldLease held = HeldLease.granted("eth0", Samples.lease("192.0.2.30", 3600), Samples.NOW);
    owner.begin(
        third,
        new ClientEvent.Recovered(
            on("eth0"),
            LinkState.READY,
            new ClientRecord(Optional.of(held), false),
            Optional.empty(),
            Optional.empty()));
    await().until(() -> kernel.addresses.contains("192.0.2.30@eth0"));
  }

  @Test
  void systemEvents_followTheKernel_inOrderAndOnce() {
    kernel.refuses = true;
    bind(ROW, "eth0", "192.0.2.10");
    await().until(() -> !owner.snapshot(ROW).state().reason().isEmpty());
    assertEquals(List.of(), systemEvents); // the kernel has no address, so there is none to tell
    kernel.refuses = false;
    report(ROW, new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600)), () -> {});
    await().until(() -> systemEvents.contains("firewall-restart="));
    report(ROW, new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600)), () -> {});
    owner.configure(ROW, ClientConfiguration.EMPTY);
    await().until(() -> systemEvents.contains("wan-status=stopped"));
    assertEquals(
        List.of(
            "ipv4_eth0_ipaddr=192.0.2.10",
            "ipv4_eth0_subnet=255.255.255.0",
            "ipv4_eth0_routes=0.0.0.0/0 via 192.0.2.1",
            "wan-status=started",
            "firewall-restart=",
            "ipv4_eth0_ipaddr=",
            "ipv4_eth0_subnet=",
            "ipv4_eth0_routes=",
            "wan-status=stopped"),
        systemEvents.subList(0, 9));
  }

  @Test
  void report_doneRunsAfterTheLeaseIsStored() {
    owner.configure(ROW, on("eth0"));
    awaitRow(ROW, DhcpStatus.SELECTING);
    AtomicInteger storedFirst = new AtomicInteger();
    report(
        ROW,
        new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600)),
        () -> storedFirst.set(archive.records.containsKey(ROW) ? 1 : 2));
    await().untilAtomic(storedFirst, org.hamcrest.Matchers.greaterThan(0));
    assertEquals(1, storedFirst.get());
  }

  @Test
  void bound_clientCrashes_isRestartedAtOnceAndKeepsTheAddress() {
    RowSnapshot bound = bind(ROW, "eth0", "192.0.2.10");
    launcher.crash(bound.state().client().orElseThrow());
    await().until(() -> launcher.launches.size() == 2);
    assertEquals(
        Optional.of(Samples.ip("192.0.2.10")), launcher.launches.get(1).requestedAddress());
    assertEquals(Set.of("192.0.2.10@eth0"), kernel.addresses);
    await().until(() -> owner.snapshot(ROW).restarts() == 1);
    assertEquals(
        "client pid " + bound.state().client().get().pid() + " ended: exited with 1",
        owner.snapshot(ROW).lastError());
  }

  /** The check that follows a restart: over with a lease, else escalated, once. */
  @Test
  void clientThatCrashed_isCheckedForItsLease() {
    RowSnapshot bound = bind(ROW, "eth0", "192.0.2.10");
    launcher.crash(bound.state().client().orElseThrow());
    await().until(() -> owner.snapshot(ROW).troubles().open().isPresent());
    awaitRow(ROW, DhcpStatus.REQUESTING);
    clock.advance(ClientTroubles.PATIENCE.minusSeconds(1));
    owner.linkChanged(Family.V4, "eth9", LinkState.READY);
    owner.awaitBegun(Duration.ofSeconds(5));
    assertEquals(0, owner.snapshot(ROW).troubles().escalations());

    clock.advance(Duration.ofSeconds(1));
    owner.linkChanged(Family.V4, "eth9", LinkState.READY);
    await().until(() -> owner.snapshot(ROW).troubles().escalations() == 1);
    String error = owner.snapshot(ROW).lastError();
    assertTrue(error.startsWith("no lease 60 s after trouble (process): client pid "), error);
    assertTrue(shown.contains("process=1 configuration=0 network=0 critical=0 escalated=1"));

    report(ROW, new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600)), () -> {});
    awaitRow(ROW, DhcpStatus.BOUND);
    assertEquals(Optional.empty(), owner.snapshot(ROW).troubles().open());
    assertEquals(1, owner.snapshot(ROW).troubles().escalations());
  }

  @Test
  void bound_leaseEnds_addressGoesAtTheDeadline() {
    bind(ROW, "eth0", "192.0.2.10");
    await().until(() -> notices.contains("v4-1 LEASE_UPDATE"));
    clock.advance(Duration.ofSeconds(3601));
    owner.linkChanged(
        Family.V4, "eth9", LinkState.READY); // any letter makes the owner look at the clock
    awaitRow(ROW, DhcpStatus.SELECTING);
    await().until(() -> kernel.addresses.isEmpty());
    await().until(() -> notices.contains("v4-1 LEASE_DEL"));
    assertTrue(archive.records.get(ROW).lease().isEmpty());
  }

  /** The machine slept over the end of the lease: its clock went on, the thread's wait did not. */
  @Test
  void bound_leaseEndedWhileTheMachineSlept_isNoticedSoonAfter() {
    bind(ROW, "eth0", "192.0.2.10");
    await().until(() -> notices.contains("v4-1 LEASE_UPDATE"));
    await().until(RowOwnerComponentTest::ownerWaits);
    clock.advance(Duration.ofDays(1));
    awaitRow(ROW, DhcpStatus.SELECTING);
    await().until(() -> notices.contains("v4-1 LEASE_DEL"));
  }

  private static boolean ownerWaits() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("rows"))
        .allMatch(
            thread ->
                Stream.of(thread.getValue()).anyMatch(f -> f.getMethodName().equals("awaitNanos")));
  }

  @Test
  void stopping_clientThatIgnoresTerminate_isKilled() {
    bind(ROW, "eth0", "192.0.2.10");
    launcher.deafToTerminate = true;
    owner.configure(ROW, new ClientConfiguration(false, "eth0", "", List.of(1, 3), List.of()));
    await().until(() -> launcher.signals.contains(ClientSignal.TERMINATE));
    clock.advance(Duration.ofSeconds(5));
    owner.linkChanged(Family.V4, "eth9", LinkState.READY);
    await().until(() -> launcher.signals.contains(ClientSignal.KILL));
    await().until(() -> owner.snapshot(ROW).state().status() == Status.DISABLED);
    await().until(() -> notices.contains("v4-1 CLIENT_STOPPED"));
    assertTrue(notices.indexOf("v4-1 LEASE_DEL") < notices.indexOf("v4-1 CLIENT_STOPPED"));
    assertEquals(0, launcher.running());
  }

  @Test
  void stuckRow_holdsUpNoOther_andIsRefusedBeyondItsBound() {
    bind(ROW, "eth0", "192.0.2.10");
    stuck = new CountDownLatch(1);
    owner.configure(OTHER, on("eth1"));
    awaitRow(OTHER, DhcpStatus.SELECTING);
    LeaseReport report = new LeaseReport.Granted(Samples.lease("192.0.2.20", 3600));
    int accepted = 0;
    while (accepted < 1000 && report(OTHER, report, () -> {})) {
      accepted++;
    }
    await().until(() -> !report(OTHER, report, () -> {}));
    assertTrue(owner.refusedEvents() > 0);
    long before = System.nanoTime();
    report(ROW, new LeaseReport.Granted(Samples.lease("192.0.2.11", 3600)), () -> {});
    await().until(() -> kernel.addresses.contains("192.0.2.11@eth0"));
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 5);
  }

  @Test
  void deletedRow_stopsItsClientAndIsForgotten() {
    bind(ROW, "eth0", "192.0.2.10");
    owner.end(ROW);
    await().until(() -> owner.snapshots().stream().noneMatch(row -> row.row().equals(ROW)));
    await().until(() -> !archive.records.containsKey(ROW));
    assertEquals(0, launcher.running());
    assertTrue(kernel.addresses.isEmpty());
  }

  @Test
  void startThatFails_backsOffAndPublishesFailedOnce() {
    launcher.refuses = true;
    owner.configure(ROW, on("eth0"));
    await().until(() -> owner.snapshot(ROW).state().status() == Status.ERROR);
    assertEquals("refused by the test", owner.snapshot(ROW).lastError());
    assertEquals(2, launcher.launches.size());
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(70));
      owner.linkChanged(Family.V4, "eth9", LinkState.READY);
      int wanted = 3 + i;
      await().until(() -> launcher.launches.size() == wanted);
    }
    await().until(() -> notices.contains("v4-1 CLIENT_FAILED"));
    assertEquals(1, notices.stream().filter("v4-1 CLIENT_FAILED"::equals).count());
    assertTrue(owner.snapshot(ROW).state().standing().configuration().enable());
  }

  @Test
  void kernelThatRefuses_showsOnTheRowAndClearsWithTheNextGrant() {
    kernel.refuses = true;
    bind(ROW, "eth0", "192.0.2.10");
    await().until(() -> owner.snapshot(ROW).state().status() == Status.ERROR);
    assertEquals("refused by the test", owner.snapshot(ROW).lastError());
    assertFalse(notices.contains("v4-1 LEASE_UPDATE"), "WAN Manager would use the lease");
    kernel.refuses = false;
    report(ROW, new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600)), () -> {});
    await().until(() -> owner.snapshot(ROW).state().status() == Status.ENABLED);
    await().until(() -> notices.contains("v4-1 LEASE_UPDATE"));
  }

  @Test
  void leaseThatCannotBeStored_staysInTheSpool() {
    owner.configure(ROW, on("eth0"));
    awaitRow(ROW, DhcpStatus.SELECTING);
    archive.refuses = true;
    AtomicInteger cleared = new AtomicInteger();
    LeaseReport report = new LeaseReport.Granted(Samples.lease("192.0.2.10", 3600));
    report(ROW, report, cleared::incrementAndGet);
    await().until(() -> notices.contains("v4-1 LEASE_UPDATE"));
    await().until(() -> owner.snapshot(ROW).lastError().equals("refused by the test"));
    assertEquals(0, cleared.get());
    archive.refuses = false;
    report(ROW, report, cleared::incrementAndGet);
    await().untilAtomic(cleared, org.hamcrest.Matchers.equalTo(1));
  }

  @Test
  void configure_linkGoesJustAfterItWasRead_isNotMissed() {
    AtomicInteger reads = new AtomicInteger();
    afterLinkIsRead =
        () -> {
          if (reads.getAndIncrement() == 0) {
            kernel.links.put("eth0", LinkState.DOWN);
            owner.linkChanged(Family.V4, "eth0", LinkState.DOWN);
          }
        };
    owner.configure(ROW, on("eth0"));
    await()
        .until(
            () -> {
              clock.advance(FLAP);
              owner.linkChanged(Family.V4, "other", LinkState.READY); // has it look at its clock
              return owner.snapshot(ROW).state() instanceof Idle.WaitingForLink;
            });
  }

  @Test
  void linkFlap_shorterThanTheBound_isNotNoticed() {
    RowSnapshot bound = bind(ROW, "eth0", "192.0.2.10");
    await().until(() -> notices.size() == 2);
    owner.linkChanged(Family.V4, "eth0", LinkState.DOWN);
    clock.advance(FLAP.minusMillis(1));
    owner.linkChanged(Family.V4, "eth0", LinkState.DOWN);
    owner.linkChanged(Family.V4, "eth0", LinkState.READY);
    clock.advance(Duration.ofSeconds(10));
    owner.awaitBegun(Duration.ofSeconds(5));
    assertEquals(bound.state(), owner.snapshot(ROW).state());
    assertEquals(List.of(), launcher.signals);
    assertEquals(2, notices.size());
  }

  @Test
  void linkLoss_longerThanTheBound_counts_fromItsBeginning() {
    bind(ROW, "eth0", "192.0.2.10");
    owner.linkChanged(Family.V4, "eth0", LinkState.DOWN);
    owner.awaitBegun(Duration.ofSeconds(5));
    clock.advance(FLAP.minusMillis(1));
    owner.linkChanged(Family.V4, "eth0", LinkState.DOWN); // said again: no longer patience
    owner.awaitBegun(Duration.ofSeconds(5));
    assertEquals(Status.ENABLED, owner.snapshot(ROW).state().status());
    clock.advance(Duration.ofMillis(1));
    await().until(() -> owner.snapshot(ROW).state().status() == Status.ERROR);
    owner.linkChanged(Family.V4, "eth0", LinkState.READY);
    await().until(() -> launcher.signals.equals(List.of(ClientSignal.RENEW)));
  }

  @Test
  void interfaceThatGoes_isNoFlap() {
    bind(ROW, "eth0", "192.0.2.10");
    owner.linkChanged(Family.V4, "eth0", LinkState.ABSENT);
    await().until(() -> launcher.signals.contains(ClientSignal.TERMINATE));
  }

  @Test
  void effectThatEndsInAnError_isAFailedStart() {
    launcher.isBroken = true;
    owner.configure(ROW, on("eth0"));
    await().until(() -> owner.snapshot(ROW).state().status() == Status.ERROR);
    assertTrue(owner.snapshot(ROW).lastError().contains("as told by the test"));
  }

  @Test
  void outOfMemoryForOneRow_isThatRowsTrouble_untilThereIsSome() {
    launcher.noMemoryFor = "eth0";
    owner.configure(ROW, on("eth0"));
    await().until(() -> owner.snapshot(ROW).state().status() == Status.ERROR);
    assertTrue(owner.snapshot(ROW).lastError().contains("OutOfMemoryError"));
    bind(OTHER, "eth1", "192.0.2.20");
    await().until(() -> kernel.addresses.equals(Set.of("192.0.2.20@eth1")));
    launcher.noMemoryFor = "";
    clock.advance(Duration.ofSeconds(70));
    owner.linkChanged(Family.V4, "eth9", LinkState.READY);
    awaitRow(ROW, DhcpStatus.SELECTING);
  }

  @Test
  void close_rowThatIsStuck_isNotWaitedForBeyondTheBound() {
    stuck = new CountDownLatch(1);
    owner.configure(OTHER, on("eth1"));
    awaitRow(OTHER, DhcpStatus.SELECTING);
    long before = System.nanoTime();
    owner.close();
    long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
    assertTrue(millis < 1400, millis + " ms");
  }

  @Test
  void stopClients_ownerThatNeverStarted_returnsAtOnce() {
    RowOwner idle = newOwner();
    long before = System.nanoTime();
    idle.stopClients(Duration.ofSeconds(5));
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 2);
  }

  @Test
  void close_endsItsThreads_andStopClientsLeavesNone() {
    bind(ROW, "eth0", "192.0.2.10");
    owner.stopClients(Duration.ofSeconds(5));
    assertEquals(0, launcher.running());
    owner.close();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.isAlive() && thread.getName().equals("rows")));
  }
}
