package org.rdkb.dhcpmanager.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.Bound;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.Diagnosis;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.LeasePhase;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Samples;
import org.rdkb.dhcpmanager.core.client.Selecting;
import org.rdkb.dhcpmanager.core.client.Standing;
import org.rdkb.dhcpmanager.core.lease.Lease4;

class DiagnosesTest {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final Lease4 LEASE = Samples.lease("192.0.2.7", 3600);
  private static final ClientConfiguration ON =
      new ClientConfiguration(true, "eth0", "", List.of(), List.of());
  private static final ClientProcess CLIENT = new ClientProcess(4711, 1);

  private final Fake world = new Fake();
  private final Diagnoses diagnoses = new Diagnoses(world, () -> Samples.NOW);

  @AfterEach
  void stop() {
    world.busAnswers.countDown();
    diagnoses.close();
  }

  /** All is well, until it is told otherwise. */
  private static final class Fake implements Surroundings {
    private String link = "";
    private Set<Integer> addresses = Set.of(7);
    private String neighbour = "";
    private String nameServer = "";
    private CountDownLatch busAnswers = new CountDownLatch(0);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public String link(String linuxInterface) {
      return link;
    }

    @Override
    public Set<InetAddress> addresses(String linuxInterface) {
      return addresses.stream().map(DiagnosesTest::inet).collect(Collectors.toSet());
    }

    @Override
    public Optional<InetAddress> router6(String linuxInterface) {
      return Optional.empty();
    }

    @Override
    public String neighbour(
        String linuxInterface, InetAddress from, InetAddress to, Duration atMost) {
      asked.add(linuxInterface + " " + from.getHostAddress() + " " + to.getHostAddress());
      return neighbour;
    }

    @Override
    public String nameServer(Optional<InetAddress> from, InetAddress server, Duration atMost) {
      return nameServer;
    }

    @Override
    public String bus() {
      try {
        assertTrue(busAnswers.await(20, TimeUnit.SECONDS));
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
      return "";
    }
  }

  /** In 192.0.2.0/24. */
  private static InetAddress inet(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (UnknownHostException never) {
      throw new AssertionError(never);
    }
  }

  private static Standing standing(ClientConfiguration configuration, boolean hasLease) {
    return new Standing(
        ROW,
        configuration,
        LinkState.READY,
        hasLease ? Optional.of(HeldLease.granted("eth0", LEASE, Samples.NOW)) : Optional.empty(),
        0,
        false,
        Optional.empty());
  }

  private static RowSnapshot bound() {
    return new RowSnapshot(
        ROW,
        new Bound(standing(ON, true), CLIENT, ON, LeasePhase.BOUND, ""),
        "",
        0,
        Optional.of(Instant.EPOCH));
  }

  /** Verdicts in the order of the layers: G, B or -; then the first that is bad. */
  private String verdicts(RowSnapshot row)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Diagnosis> made = new CompletableFuture<>();
    assertTrue(diagnoses.order(row, made::complete));
    Diagnosis diagnosis = made.get(20, TimeUnit.SECONDS);
    assertEquals(
        List.of(Diagnosis.Layer.values()),
        diagnosis.layers().stream().map(Diagnosis.Finding::layer).toList());
    return diagnosis.layers().stream()
            .map(
                finding ->
                    switch (finding.verdict()) {
                      case GOOD -> "G";
                      case BAD -> "B";
                      case NOT_ASKED -> "-";
                    })
            .collect(Collectors.joining())
        + diagnosis.firstBad().map(bad -> " " + bad.layer().word()).orElse("");
  }

  @Test
  void allIsWell_theRouterOfTheLeaseIsAskedFromItsAddress()
      throws InterruptedException, ExecutionException, TimeoutException {
    assertEquals("GGGGGG", verdicts(bound()));
    String router = LEASE.network().nextHops().get(0).toString();
    assertEquals(List.of("eth0 192.0.2.7 " + router), world.asked);
  }

  @Test
  void linkIsDown_nothingAboveIsAsked_butTheBusIs()
      throws InterruptedException, ExecutionException, TimeoutException {
    world.link = "no carrier";
    assertEquals("B----G Link", verdicts(bound()));
    assertEquals(List.of(), world.asked);
  }

  @Test
  void noLease_namesTheServer() throws InterruptedException, ExecutionException, TimeoutException {
    Selecting seeking = new Selecting(standing(ON, false), CLIENT, ON, 0, "");
    RowSnapshot row = new RowSnapshot(ROW, seeking, "no server answers", 0, Optional.empty());
    assertEquals("GB---G Server", verdicts(row));
  }

  @Test
  void addressIsGone_gatewayOrNameServerSilent_eachIsNamed()
      throws InterruptedException, ExecutionException, TimeoutException {
    world.addresses = Set.of(8);
    assertEquals("GGB--G Address", verdicts(bound()));
    world.addresses = Set.of(7);
    world.neighbour = "does not answer ARP";
    assertEquals("GGGBGG Gateway", verdicts(bound()));
    world.neighbour = "";
    world.nameServer = "does not answer";
    assertEquals("GGGGBG DNS", verdicts(bound()));
  }

  @Test
  void disabledRow_isNotAsked() throws InterruptedException, ExecutionException, TimeoutException {
    Selecting off = new Selecting(standing(ON.disabled(), false), CLIENT, ON, 0, "");
    RowSnapshot row = new RowSnapshot(ROW, off, "", 0, Optional.empty());
    assertEquals("-----G", verdicts(row));
  }

  @Test
  void busThatHangs_isBad_andHoldsUpTwoAtMost()
      throws InterruptedException, ExecutionException, TimeoutException {
    world.busAnswers = new CountDownLatch(1);
    CompletableFuture<Diagnosis> other = new CompletableFuture<>();
    assertTrue(diagnoses.order(bound(), other::complete));
    CompletableFuture<Diagnosis> made = new CompletableFuture<>();
    assertTrue(diagnoses.order(bound(), made::complete));
    assertFalse(diagnoses.order(bound(), never -> {}));
    assertEquals("Bus", made.get(20, TimeUnit.SECONDS).firstBad().orElseThrow().layer().word());
    assertTrue(other.get(20, TimeUnit.SECONDS).firstBad().isPresent());
    world.busAnswers.countDown();
    await().until(() -> diagnoses.order(bound(), made::complete));
  }
}
