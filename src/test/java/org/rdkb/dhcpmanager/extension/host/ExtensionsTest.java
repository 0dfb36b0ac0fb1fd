package org.rdkb.dhcpmanager.extension.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Samples;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.option.Octets;

/** The shipped examples as they are called, and extensions that do not behave. */
class ExtensionsTest {
  private static final String WRONG =
      "public Optional<String> objection(RowId r, ClientConfiguration c)";

  @TempDir Path folder;
  private final List<ClientLaunch> launched = new ArrayList<>();
  private final List<ClientConfiguration> adopted = new ArrayList<>();
  private Optional<Extensions> loaded = Optional.empty();

  private final ClientLauncher clients =
      new ClientLauncher() {
        @Override
        public void launch(ClientLaunch launch, Listener listener) {
          launched.add(launch);
        }

        @Override
        public Optional<ClientProcess> adopt(
            RowId row, ClientConfiguration configuration, Listener listener) {
          adopted.add(configuration);
          return Optional.empty();
        }

        @Override
        public void signal(ClientProcess client, ClientSignal signal) {}

        @Override
        public void forget(RowId row) {}
      };

  private static final ClientLauncher.Listener NOBODY =
      new ClientLauncher.Listener() {
        @Override
        public void started(ClientProcess client) {}

        @Override
        public void exited(ClientProcess client, String how) {}
      };

  @AfterEach
  void close() {
    loaded.ifPresent(Extensions::close);
  }

  private Extensions load() throws IOException {
    loaded = Optional.of(Extensions.load(folder));
    return loaded.get();
  }

  private Extensions example(String name) throws IOException {
    ExtensionJar.ofExamples(folder.resolve("example.jar"), name);
    return load();
  }

  private Extensions with(String name, String methods) throws IOException {
    ExtensionJar.of(folder.resolve(name + ".jar"), name, methods);
    return load();
  }

  private static ClientLaunch launch(ClientConfiguration configuration) {
    return new ClientLaunch(Samples.ROW, configuration, Optional.empty());
  }

  private static ClientConfiguration sending(SentOption... options) {
    return new ClientConfiguration(true, "eth0", "", List.of(1, 3, 6), List.of(options));
  }

  private static LeaseReport judged(Extensions extensions, Lease4 lease)
      throws InterruptedException {
    BlockingQueue<LeaseReport> judged = new LinkedBlockingQueue<>();
    assertTrue(extensions.judge(Samples.ROW, new LeaseReport.Granted(lease), judged::add));
    LeaseReport report = judged.poll(5, TimeUnit.SECONDS);
    assertTrue(report != null, "no judgement within 5 s");
    return report;
  }

  @Test
  void none_nothingChanges() throws IOException, InterruptedException, EffectException {
    Extensions extensions = load();
    extensions.before(clients).launch(launch(Samples.ON), NOBODY);
    assertEquals(List.of(launch(Samples.ON)), launched);
    assertEquals(Optional.empty(), extensions.objection(Samples.ROW, Samples.ON));
    assertEquals("", extensions.condition());
    Lease4 lease = Samples.lease("192.0.2.10", 60);
    assertEquals(new LeaseReport.Granted(lease), judged(extensions, lease));
  }

  @Test
  void example_sendVendorClass_isSentBesidesTheRow_whichGoesBefore()
      throws IOException, EffectException {
    ClientLauncher asked = example("SendVendorClass").before(clients);
    asked.launch(launch(sending()), NOBODY);
    SentOption own = new SentOption(60, Octets.utf8("own"));
    asked.launch(launch(sending(own)), NOBODY);
    asked.adopt(Samples.ROW, sending(), NOBODY);
    SentOption first = new SentOption(12, Octets.utf8("box"));
    asked.launch(launch(sending(new SentOption(60, Octets.EMPTY), first)), NOBODY);
    SentOption theirs = new SentOption(60, Octets.utf8("example-gateway"));
    assertEquals(List.of(theirs), launched.get(0).configuration().sentOptions());
    assertEquals(List.of(own), launched.get(1).configuration().sentOptions());
    assertEquals(List.of(theirs), adopted.get(0).sentOptions());
    assertEquals(List.of(theirs, first), launched.get(2).configuration().sentOptions());
  }

  @Test
  void example_requireResolver_objects() throws IOException {
    Extensions extensions = example("RequireResolver");
    assertEquals(Optional.empty(), extensions.objection(Samples.ROW, Samples.ON));
    assertEquals(
        Optional.of("extension require-resolver: option 6 has to be requested"),
        extensions.objection(
            Samples.ROW, new ClientConfiguration(true, "eth0", "", List.of(1), List.of())));
  }

  @Test
  void example_maintenanceStop_refusesStarts() throws IOException, EffectException {
    Path file = folder.resolve("maintenance");
    System.setProperty("example.maintenance", file.toString());
    try {
      ClientLauncher asked = example("MaintenanceStop").before(clients);
      Files.createFile(file);
      EffectException refused =
          assertThrows(EffectException.class, () -> asked.launch(launch(Samples.ON), NOBODY));
      assertEquals(FailedEffect.START, refused.event().what());
      assertEquals("extension maintenance-stop: maintenance", refused.event().reason());
      Files.delete(file);
      asked.launch(launch(Samples.ON), NOBODY);
      assertEquals(1, launched.size());
    } finally {
      System.clearProperty("example.maintenance");
    }
  }

  @Test
  void example_judgeLeases_addsAndRefuses() throws IOException, InterruptedException {
    Extensions extensions = example("JudgeLeases");
    LeaseReport.Granted granted =
        assertInstanceOf(
            LeaseReport.Granted.class, judged(extensions, Samples.lease("192.0.2.10", 60)));
    Lease4 lease = assertInstanceOf(Lease4.class, granted.grant());
    assertEquals("[192.0.2.53, 192.0.2.53]", lease.network().dnsServers().toString());
    assertEquals(
        new LeaseReport.Refused("extension judge-leases: address of a carrier's own network"),
        judged(extensions, Samples.lease("100.100.0.10", 60)));
    assertEquals("judge-leases: in use (calls 2, faults 0, missed 0)", extensions.condition());
  }

  @Test
  void example_writeChanges_hearsThemInOrder() throws IOException {
    Path file = folder.resolve("changes");
    System.setProperty("example.changes", file.toString());
    try {
      Extensions extensions = example("WriteChanges");
      RowSnapshot row = RowSnapshot.initial(Samples.ROW);
      extensions.changed(row, row);
      extensions.changed(row, row);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> Files.exists(file) && Files.readAllLines(file).size() == 2);
      assertEquals("v4-1 Disabled Disabled", Files.readAllLines(file).get(0));
    } finally {
      System.clearProperty("example.changes");
    }
  }

  /** Stateless DHCPv6 grants no binding; what extensions think of it counts all the same. */
  @Test
  void information_isJudgedToo() throws IOException, InterruptedException {
    Extensions extensions =
        with(
            "Contented",
            """
              public Judgement judge(RowId r, Grant g) { return Judgement.accepted(g); }
            """);
    LeaseReport information = new LeaseReport.Granted(new Information6(Answer6.NONE));
    BlockingQueue<LeaseReport> judged = new LinkedBlockingQueue<>();
    extensions.judge(new RowId(Family.V6, 1), information, judged::add);
    assertEquals(information, judged.poll(5, TimeUnit.SECONDS));
    assertEquals("Contented: in use (calls 1, faults 0, missed 0)", extensions.condition());
  }

  /** A report that grants nothing is handed on in its turn, behind a slow judgement. */
  @Test
  void order_isKept_alsoOfWhatIsNotJudged() throws IOException, InterruptedException {
    Extensions extensions =
        with(
            "Thinker",
            """
              public Judgement judge(RowId r, Grant g) {
                long end = System.nanoTime() + 100_000_000L;
                while (System.nanoTime() < end) { Thread.onSpinWait(); }
                return Judgement.accepted(g);
              }
            """);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Lease4 lease = Samples.lease("192.0.2.10", 60);
    extensions.judge(Samples.ROW, new LeaseReport.Granted(lease), r -> heard.add("granted"));
    extensions.judge(Samples.ROW, new LeaseReport.Nak(""), r -> heard.add("nak"));
    assertEquals("granted", heard.poll(5, TimeUnit.SECONDS));
    assertEquals("nak", heard.poll(5, TimeUnit.SECONDS));
  }

  /** What a row has no room for comes again, in order, while other rows go on. */
  @Test
  void fullRow_isAskedAgain_inOrder_othersGoOn() throws IOException, InterruptedException {
    Extensions extensions = example("JudgeLeases");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    AtomicInteger refusals = new AtomicInteger(3);
    LeaseReport granted = new LeaseReport.Granted(Samples.lease("192.0.2.10", 60));
    Predicate<LeaseReport> full = r -> refusals.getAndDecrement() <= 0 && heard.add("first " + r);
    extensions.judge(Samples.ROW, granted, full);
    extensions.judge(Samples.ROW, new LeaseReport.Nak(""), r -> heard.add("second"));
    extensions.judge(new RowId(Family.V4, 9), granted, r -> heard.add("other row"));
    assertEquals("other row", heard.poll(5, TimeUnit.SECONDS));
    String first = String.valueOf(heard.poll(5, TimeUnit.SECONDS));
    assertTrue(first.startsWith("first Granted") && first.contains("192.0.2.53"), first);
    assertEquals("second", heard.poll(5, TimeUnit.SECONDS));
    assertTrue(extensions.condition().contains("calls 2"), extensions.condition()); // judged once
  }

  /** No more is taken than can be kept: the rest stays with the caller, in the spool. */
  @Test
  void rowThatStaysFull_isBounded() throws IOException {
    Extensions extensions = load();
    int taken = 0;
    for (int i = 0; i < 100_000; i++) {
      taken += extensions.judge(Samples.ROW, new LeaseReport.Nak(""), r -> false) ? 1 : 0;
    }
    assertTrue(taken >= 256 && taken <= 1024, taken + " taken");
  }

  @Test
  void slow_isCutOffOnce_andNobodyWaitsAgain() throws IOException {
    Extensions extensions =
        with(
            "Sleeper",
            WRONG
                + " { try { Thread.sleep(60_000); } catch (InterruptedException e) {} return null; }\n");
    long begun = System.nanoTime();
    assertEquals(Optional.empty(), extensions.objection(Samples.ROW, Samples.ON));
    long first = System.nanoTime() - begun;
    assertTrue(first >= Guest.BOUND.toNanos() && first < 6 * Guest.BOUND.toNanos(), first + " ns");
    for (int i = 0; i < 1000; i++) {
      assertEquals(Optional.empty(), extensions.objection(Samples.ROW, Samples.ON));
    }
    assertTrue(System.nanoTime() - begun - first < Guest.BOUND.toNanos(), "waits for it again");
    assertEquals(
        "Sleeper: cut off, objection took longer than 500 ms (calls 1, faults 0, missed 0)",
        extensions.condition());
  }

  /** A loop that no interrupt ends holds its own thread and nothing else. */
  @Test
  void endless_doesNotKeepTheOthersFromTheirSay() throws IOException, InterruptedException {
    ExtensionJar.ofExamples(folder.resolve("b.jar"), "JudgeLeases");
    Extensions extensions =
        with(
            "A_Looper",
            """
              static volatile boolean on = true;
              public Judgement judge(RowId r, Grant g) { while (on) { Thread.onSpinWait(); } return null; }
            """);
    assertInstanceOf(
        LeaseReport.Refused.class, judged(extensions, Samples.lease("100.100.0.10", 60)));
    String condition = extensions.condition();
    assertTrue(condition.contains("A_Looper: cut off, judge took longer"), condition);
    assertTrue(condition.contains("judge-leases: in use"), condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Thrower | { throw new IllegalStateException(\"secret\"); }",
        "Exhauster | { return objection(r, c); }",
        "Nuller | { return null; }",
        "Linker | { throw new NoClassDefFoundError(\"x\"); }"
      })
  void faulty_isCutOffAtTheThirdFault(String name, String body) throws IOException {
    Extensions extensions = with(name, WRONG + body + "\n");
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), extensions.objection(Samples.ROW, Samples.ON));
    }
    assertEquals(
        name + ": cut off, 3 faults (calls 3, faults 3, missed 0)", extensions.condition());
    assertFalse(extensions.condition().contains("secret"));
  }

  @Test
  void changedAddress_isAFault_andTheServersLeaseIsUsed() throws IOException, InterruptedException {
    Extensions extensions =
        with(
            "Forger",
            """
              public Judgement judge(RowId r, Grant g) {
                return Judgement.accepted(Lease4.of(Ipv4Address.parse("192.0.2.66").get(), 24, ((Lease4) g).times()));
              }
            """);
    Lease4 lease = Samples.lease("192.0.2.10", 60);
    assertEquals(new LeaseReport.Granted(lease), judged(extensions, lease));
    assertTrue(extensions.condition().contains("faults 1"), extensions.condition());
  }

  @Test
  void optionThatMayNotBeSent_isAFault_andIsNot() throws IOException, EffectException {
    ClientLauncher asked =
        with(
                "Sender",
                """
              public List<SentOption> sentOptions(RowId r, ClientConfiguration c) {
                return List.of(new SentOption(53, Octets.EMPTY), new SentOption(43, Octets.utf8("x")));
              }
            """)
            .before(clients);
    asked.launch(launch(sending()), NOBODY);
    assertEquals(
        List.of(new SentOption(43, Octets.utf8("x"))),
        launched.get(0).configuration().sentOptions());
  }

  @Test
  void whatCannotBeLoaded_isLeftOut_theRestIsUsed() throws IOException {
    ExtensionJar.ofExamples(folder.resolve("a.jar"), "RequireResolver");
    ExtensionJar.of(
        folder.resolve("b.jar"), "Broken", "  public Broken() { throw new RuntimeException(); }\n");
    ExtensionJar.ofExamples(folder.resolve("c.jar"), "JudgeLeases");
    Files.writeString(folder.resolve("d.jar"), "no jar");
    Extensions extensions = load();
    assertEquals(
        List.of("require-resolver", "judge-leases"),
        List.of(extensions.condition().split(": in use \\([^;]*; |: in use .*$", -1))
            .subList(0, 2));
  }

  @Test
  void floodOfChanges_isBounded_andCounted() throws IOException {
    Extensions extensions =
        with(
            "Listener",
            """
              public void changed(RowSnapshot b, RowSnapshot a) {
                long end = System.nanoTime() + 20_000_000L;
                while (System.nanoTime() < end) { Thread.onSpinWait(); }
              }
            """);
    RowSnapshot row = RowSnapshot.initial(Samples.ROW);
    for (int i = 0; i < 1000; i++) {
      extensions.changed(row, row);
    }
    assertTrue(
        extensions.condition().contains("changes nobody was told of: 7"), extensions.condition());
  }
}
