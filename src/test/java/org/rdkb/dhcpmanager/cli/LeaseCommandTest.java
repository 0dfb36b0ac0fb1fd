package org.rdkb.dhcpmanager.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.cli.doctor.Premises;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.store.LeaseFiles;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.history.Bounds;
import org.rdkb.dhcpmanager.store.history.LeaseHistory;

/** {@code dhcpmgr lease …} on a state folder as a manager leaves it. */
class LeaseCommandTest {
  private static final RowId ROW = new RowId(Family.V4, 3);
  private static final Instant GRANTED = Instant.parse("2026-03-01T12:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path parent;
  private Path state;

  @BeforeEach
  void store() throws IOException, EffectException {
    state = parent.resolve("state");
    LeaseFiles.Clocks clocks =
        new LeaseFiles.Clocks(UnaryOperator.identity(), UnaryOperator.identity(), "boot-1");
    Bounds bounds = new Bounds(Duration.ofDays(30), 1024 * 1024);
    InstantSource clock = () -> GRANTED;
    try (StateFolder folder = StateFolder.open(state);
        LeaseHistory history = LeaseHistory.start(folder, parent, bounds, clock)) {
      LeaseFiles files = new LeaseFiles(folder, clocks, history);
      files.store(ROW, ClientRecord.EMPTY);
      files.store(ROW, new ClientRecord(Optional.of(held()), false));
    }
  }

  private static HeldLease held() {
    Lifetime hour = new Lifetime(3600);
    LeaseTimes times = new LeaseTimes(hour, new Lifetime(1800), new Lifetime(3150));
    Ipv4Address address = Ipv4Address.parse("192.0.2.7").orElseThrow();
    return HeldLease.granted("erouter0", Lease4.of(address, 24, times), GRANTED);
  }

  private static Premises premises(Path state) {
    Path none = state.resolve("none");
    return new Premises(
        state, none, OptionalInt.empty(), List.of(), List.of(), none, none, none, List.of(), "");
  }

  private int run(String... arguments) {
    String[] words = new String[arguments.length + 3];
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    words[0] = "lease";
    words[arguments.length + 1] = "--state";
    words[arguments.length + 2] = state.toString();
    Wiring wiring =
        new Wiring(
            (address, timeout) -> new FakeBus(),
            options -> ExitCode.INTERNAL,
            addresses -> ExitCode.INTERNAL,
            (carrier, address, component, provider) -> {
              throw new IOException("not here");
            },
            (config, folder) -> premises(folder.orElseThrow()),
            (inPlace, next) -> new SettingsReader.Reading(state, "", List.of()));
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
    return new Dhcpmgr(wiring, console, Map.of()).execute(words);
  }

  private void damage(String file) throws IOException {
    Path path = state.resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length - 2] ^= 1;
    Files.write(path, bytes);
  }

  @Test
  void list_showsWhatIsLeasedAndUntilWhen() {
    assertEquals(ExitCode.OK, run("list"), err::toString);
    assertTrue(
        out.toString().contains("v4-3  192.0.2.7/24  erouter0   2026-03-01T13:00:00Z  good"),
        out::toString);
  }

  @Test
  void show_printsPathSizeTimeFormatVerdictAndFields() {
    assertEquals(ExitCode.OK, run("show", "v4-3"), err::toString);
    String shown = out.toString();
    for (String part :
        new String[] {"dhcpLease_3_v4", "bytes, written", "DHCPMGR lease 1", "good", "leaseTime"}) {
      assertTrue(shown.contains(part), part);
    }
    assertTrue(shown.contains("dhcpLease_3_v4.previous"));
  }

  @Test
  void show_rowThatIsNone_isUsage_andOneWithoutFile_isRefused() {
    assertEquals(ExitCode.USAGE, run("show", "Device.DHCPv4.Client.1."));
    assertEquals(ExitCode.REFUSED, run("show", "v6-1"));
    assertTrue(err.toString().contains("v6-1: nothing is stored"));
  }

  @Test
  void verify_namesTheDamagedFile_andMovesNothing() throws IOException {
    assertEquals(ExitCode.OK, run("verify"), out::toString);
    damage("dhcpLease_3_v4");
    assertEquals(ExitCode.REFUSED, run("verify"));
    assertTrue(out.toString().contains("damaged: first line does not fit"), out::toString);
    assertTrue(Files.exists(state.resolve("dhcpLease_3_v4")));
    assertFalse(Files.exists(state.resolve("quarantine")));
  }

  @Test
  void history_tellsWhatChangedAndWhy() {
    assertEquals(ExitCode.OK, run("history"), err::toString);
    assertTrue(
        out.toString().contains("2026-03-01T12:00:00Z  v4-3  obtained  none    192.0.2.7/24"),
        out::toString);
    assertEquals(ExitCode.OK, run("history", "v4-9", "--json"));
    assertEquals(ExitCode.USAGE, run("history", "--most", "0"));
  }

  @Test
  void exported_comesBackByImport_lineForLine() throws IOException {
    assertEquals(ExitCode.OK, run("export"), err::toString);
    Path file = Files.writeString(parent.resolve("leases.json"), out.toString());
    byte[] stored = Files.readAllBytes(state.resolve("dhcpLease_3_v4"));
    state = parent.resolve("other");
    assertEquals(ExitCode.OK, run("import", file.toString()), err::toString);
    assertEquals(
        new String(stored, StandardCharsets.UTF_8),
        Files.readString(state.resolve("dhcpLease_3_v4")));
  }

  @Test
  void import_ofWhatMakesNoSense_changesNothing() throws IOException {
    run("export");
    String good = out.toString();
    for (String bad :
        new String[] {
          good.replace("192.0.2.7", "224.0.0.1"),
          good.replaceFirst("v4-3", "v4-4"),
          good.replace("v4-3", "../x"),
          good + good,
          good.substring(0, good.length() / 2),
          "[]",
          "{\"row\":\"v4-3\",\"lines\":[]}",
          "{\"other\":1}"
        }) {
      Path file = Files.writeString(parent.resolve("leases.json"), bad);
      Path former = state;
      state = parent.resolve("fresh");
      assertEquals(ExitCode.REFUSED, run("import", file.toString()), bad);
      assertFalse(Files.exists(state.resolve("dhcpLease_3_v4")), bad);
      state = former;
    }
  }

  @Test
  void import_besideARunningManager_isRefused() throws IOException {
    run("export");
    Path file = Files.writeString(parent.resolve("leases.json"), out.toString());
    try (StateFolder held = StateFolder.open(state)) {
      assertEquals(ExitCode.PREREQUISITES, run("import", file.toString()), held.path().toString());
    }
    assertTrue(err.toString().contains("in use by another manager"), err::toString);
  }

  @Test
  void noFolder_isSaid() {
    state = parent.resolve("nowhere");
    assertEquals(ExitCode.PREREQUISITES, run("list"));
    assertTrue(err.toString().contains("nowhere: no such file or folder"), err::toString);
  }
}
