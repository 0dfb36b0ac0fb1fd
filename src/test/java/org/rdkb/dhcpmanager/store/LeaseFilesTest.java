package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.tr181.StoreException;

class LeaseFilesTest {
  private static final RowId ROW = new RowId(Family.V4, 7);
  private static final Duration BOOTED = Duration.ofSeconds(1_700_000_000);
  private static final Instant NOW = Instant.ofEpochSecond(1000, 123_456_789);

  private static final String MAKES_THE_LEASE =
      "row|boot|held|interface|address|prefixLength|leaseTime|.*\\.(steady|wallMillis)";

  @TempDir Path parent;
  private StateFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = StateFolder.open(parent.resolve("state"));
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private LeaseFiles files(String bootId, Duration booted) {
    return files(bootId, booted, LeaseListener.NONE);
  }

  private LeaseFiles files(String bootId, Duration booted, LeaseListener listener) {
    return new LeaseFiles(
        folder,
        new LeaseFiles.Clocks(steady -> steady.plus(booted), wall -> wall.minus(booted), bootId),
        listener);
  }

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  private static HeldLease full() {
    TreeMap<Integer, Octets> options = new TreeMap<>();
    options.put(43, Octets.of((byte) 0, (byte) 0xff));
    options.put(125, Octets.EMPTY);
    return HeldLease.granted(
        "erouter0",
        new Lease4(
            address("192.0.2.10"),
            24,
            Optional.of(address("192.0.2.255")),
            Optional.of(address("192.0.2.2")),
            new LeaseTimes(new Lifetime(3600), new Lifetime(900), new Lifetime(1800)),
            new Network4(
                List.of(address("192.0.2.1"), address("192.0.2.254")),
                List.of(
                    new Route4(new Ipv4Prefix(address("198.51.100.0"), 25), address("192.0.2.9")),
                    new Route4(Ipv4Prefix.DEFAULT, Ipv4Address.ANY)),
                List.of(new Route4(new Ipv4Prefix(address("10.0.0.0"), 8), address("192.0.2.8"))),
                List.of(address("192.0.2.3"), address("192.0.2.4")),
                List.of(address("192.0.2.5")),
                OptionalInt.of(1400),
                3),
            new Provisioning4(
                "host", "example.org", "a\nfile\\=", "tftp", "EST5EDT", OptionalInt.of(-18_000)),
            options),
        NOW);
  }

  private static HeldLease bare() {
    LeaseTimes forEver =
        LeaseTimes.normalised(Lifetime.INFINITE, Optional.empty(), Optional.empty()).orElseThrow();
    return HeldLease.granted("eth0", Lease4.of(address("10.0.0.1"), 32, forEver), NOW);
  }

  @Test
  void record_comesBackFieldByField() throws Exception {
    LeaseFiles files = files("boot", BOOTED);
    for (ClientRecord record :
        List.of(
            new ClientRecord(Optional.of(full()), false),
            new ClientRecord(Optional.of(bare()), true),
            new ClientRecord(Optional.empty(), true),
            ClientRecord.EMPTY)) {
      files.store(ROW, record);
      assertEquals(new LeaseFiles.Recalled(record, true, List.of()), files.load(ROW));
    }
    assertTrue(Files.exists(parent.resolve("state").resolve("dhcpLease_7_v4")));
  }

  @Test
  void afterAReboot_instantsComeFromTheWallClock() throws Exception {
    files("boot", BOOTED).store(ROW, new ClientRecord(Optional.of(full()), false));
    Duration later = BOOTED.plusSeconds(1500);
    LeaseFiles.Recalled recalled = files("other", later).load(ROW);
    assertFalse(recalled.isOfThisBoot());
    HeldLease held = recalled.record().lease().orElseThrow();
    assertEquals(Instant.ofEpochSecond(-500, 123_000_000), held.obtainedAt());
    assertEquals(Instant.ofEpochSecond(3100, 123_000_000), held.expiresAt());
    assertEquals(full().lease(), held.lease());
  }

  @Test
  void neverExpiring_staysSoOverAReboot() throws Exception {
    files("boot", BOOTED).store(ROW, new ClientRecord(Optional.of(bare()), false));
    HeldLease held = files("other", BOOTED).load(ROW).record().lease().orElseThrow();
    assertEquals(Instant.MAX, held.expiresAt());
  }

  @Test
  void forget_removesBothVersionsAndAbsentIsNormal() throws Exception {
    LeaseFiles files = files("boot", BOOTED);
    files.store(ROW, ClientRecord.EMPTY);
    files.store(ROW, new ClientRecord(Optional.of(full()), false));
    files.forget(ROW);
    files.forget(ROW);
    assertEquals(new LeaseFiles.Recalled(ClientRecord.EMPTY, true, List.of()), files.load(ROW));
    assertFalse(Files.exists(parent.resolve("state").resolve("dhcpLease_7_v4.previous")));
  }

  @Test
  void fileOfAnotherRow_isSetAside() throws Exception {
    LeaseFiles files = files("boot", BOOTED);
    files.store(ROW, new ClientRecord(Optional.of(full()), false));
    Path state = parent.resolve("state");
    Files.copy(state.resolve("dhcpLease_7_v4"), state.resolve("dhcpLease_8_v4"));
    Files.copy(state.resolve("dhcpLease_7_v4"), state.resolve("dhcpLease_7_v6"));
    for (RowId other : List.of(new RowId(Family.V4, 8), new RowId(Family.V6, 7))) {
      assertEquals(ClientRecord.EMPTY, files.load(other).record());
    }
    assertTrue(Files.exists(state.resolve("quarantine").resolve("dhcpLease_8_v4.1")));
    assertEquals(full(), files.load(ROW).record().lease().orElseThrow());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "row,v4-8",
    "held,yes",
    "address,127.0.0.1",
    "address,nonsense",
    "prefixLength,0",
    "prefixLength,33",
    "prefixLength,024",
    "leaseTime,0",
    "leaseTime,4294967296",
    "obtained.steady,yesterday",
    "obtained.wallMillis,1e3",
    "obtained.steady,never",
    "renew.steady,1970-01-01T00:00:00Z",
  })
  void lineThatMakesNoSense_isDamageThoughItsSumFits(String key, String value) throws Exception {
    LeaseFiles files = files("boot", BOOTED);
    ClientRecord record = new ClientRecord(Optional.of(full()), false);
    files.store(ROW, record);
    files.store(ROW, record);
    Path path = parent.resolve("state").resolve("dhcpLease_7_v4");
    RecordText text = new RecordText("lease", 1);
    SortedMap<String, String> lines = new TreeMap<>(text.decode(Files.readAllBytes(path)));
    lines.put(key, value == null ? "" : value);
    Files.write(path, Records.whole(text, lines));
    assertEquals(record, files.load(ROW).record()); // the former version
    assertTrue(
        Files.exists(parent.resolve("state").resolve("quarantine").resolve("dhcpLease_7_v4.1")));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "released,",
    "t1,1801",
    "t2,3601",
    "mtu,67",
    "routers,192.0.2.1  192.0.2.2",
    "dnsServers,bad",
    "routes,198.51.100.0/24",
    "routes,198.51.100.0/33 192.0.2.1",
    "routes,198.51.100.0 192.0.2.1",
    "option.43,0",
    "option.255,00",
    "option.043,00",
    "server,",
    "timeOffset,1.5",
    "stray,1",
  })
  void lineThatCanBeDoneWithout_isTheDefaultAndTheRestIsUsed(String key, String value)
      throws Exception {
    LeaseFiles files = files("boot", BOOTED);
    files.store(ROW, new ClientRecord(Optional.of(full()), false));
    Path path = parent.resolve("state").resolve("dhcpLease_7_v4");
    RecordText text = new RecordText("lease", 1);
    SortedMap<String, String> lines = new TreeMap<>(text.decode(Files.readAllBytes(path)));
    lines.put(key, value == null ? "" : value);
    Files.write(path, Records.whole(text, lines));
    LeaseFiles.Recalled recalled = files.load(ROW);
    assertEquals(1, recalled.repaired().size(), recalled.repaired()::toString);
    assertTrue(
        recalled.repaired().get(0).contains(key.equals("t1") || key.equals("t2") ? "T1" : key));
    HeldLease held = recalled.record().lease().orElseThrow();
    Lease4 lease = (Lease4) held.lease();
    assertEquals(full().expiresAt(), held.expiresAt());
    assertEquals(address("192.0.2.10"), lease.address());
    assertEquals("host", lease.provisioning().hostName());
    assertEquals(Octets.EMPTY, lease.options().get(125));
    assertFalse(Files.exists(parent.resolve("state/quarantine")));
  }

  @Test
  void missingLine_isDamageOrTheDefault_neverAnotherLease() throws Exception {
    LeaseFiles files = files("boot", BOOTED);
    SortedMap<String, String> lines =
        new LeaseText(
                ROW,
                new LeaseFiles.Clocks(
                    steady -> steady.plus(BOOTED), wall -> wall.minus(BOOTED), "boot"))
            .encode(new ClientRecord(Optional.of(bare()), false));
    for (String key : lines.keySet()) {
      SortedMap<String, String> without = new TreeMap<>(lines);
      without.remove(key);
      Files.write(
          parent.resolve("state").resolve("dhcpLease_7_v4"),
          Records.whole(new RecordText("lease", 1), without));
      Optional<HeldLease> found = files.load(ROW).record().lease();
      assertTrue(found.isEmpty() || found.get().equals(bare()), key);
      assertEquals(key.matches(MAKES_THE_LEASE), found.isEmpty(), key);
    }
  }

  @Test
  void listener_hearsWhatIsDurable_withWhatWasBefore() throws Exception {
    List<String> heard = new ArrayList<>();
    LeaseListener listener =
        (row, before, after) ->
            heard.add(row + " " + before.get("address") + " → " + after.get("address"));
    ClientRecord bound = new ClientRecord(Optional.of(full()), false);
    files("boot", BOOTED, listener).store(ROW, bound);
    LeaseFiles restarted = files("boot", BOOTED, listener);
    restarted.load(ROW);
    restarted.store(ROW, ClientRecord.EMPTY);
    restarted.forget(ROW);
    restarted.forget(ROW);
    String address = full().lease().headline().split("/", -1)[0];
    assertEquals(
        List.of("v4-7 null → " + address, "v4-7 " + address + " → null", "v4-7 null → null"),
        heard);
  }

  @Test
  void diskThatRefuses_isAFailedEffectNamingTheFile() throws Exception {
    Path state = parent.resolve("state");
    Files.createDirectories(state.resolve("dhcpLease_7_v4.new").resolve("in the way"));
    EffectException failed =
        assertThrows(
            EffectException.class, () -> files("boot", BOOTED).store(ROW, ClientRecord.EMPTY));
    assertTrue(String.valueOf(failed.getMessage()).contains("dhcpLease_7_v4"));
  }

  @Test
  void rows_areKeptAndTheirConditionTold() throws Exception {
    RowsFile rows = new RowsFile(folder, "boot-1");
    assertEquals(RowsFile.Condition.NEVER_STORED, rows.load().condition());
    SortedMap<String, String> first =
        new TreeMap<>(Map.of("Device.DHCPv4.Client.1.Enable", "true"));
    SortedMap<String, String> second = new TreeMap<>(Map.of("Device.DHCPv4.Client.#", "9"));
    rows.save(List.of(first));
    rows.save(List.of(second));
    assertEquals(new RowsFile.Stored(second, RowsFile.Condition.CURRENT, true), rows.load());
    Files.writeString(parent.resolve("state").resolve("rows"), "damage");
    assertEquals(new RowsFile.Stored(first, RowsFile.Condition.FORMER, true), rows.load());
    Files.writeString(parent.resolve("state").resolve("rows.previous"), "damage");
    assertEquals(new RowsFile.Stored(new TreeMap<>(), RowsFile.Condition.LOST, true), rows.load());
  }

  @Test
  void rows_inParts_areAllOfTheLastSave() throws StoreException {
    RowsFile rows = new RowsFile(folder, "boot-1");
    SortedMap<String, String> kept = new TreeMap<>(Map.of("Device.X.2.A", "2", "Device.X.2.B", ""));
    SortedMap<String, String> gone = new TreeMap<>(Map.of("Device.X.1.A", "1"));
    SortedMap<String, String> came = new TreeMap<>(Map.of("Device.X.3.A", "3"));
    rows.save(List.of(new TreeMap<>(), gone, kept));
    rows.save(List.of(new TreeMap<>(), kept, came));
    SortedMap<String, String> all = new TreeMap<>(kept);
    all.putAll(came);
    assertEquals(new RowsFile.Stored(all, RowsFile.Condition.CURRENT, true), rows.load());
  }

  @Test
  void rows_ofAnotherBoot_sayIt() throws StoreException {
    SortedMap<String, String> rows = new TreeMap<>(Map.of("Device.X", "1"));
    new RowsFile(folder, "boot-1").save(List.of(rows));
    assertEquals(
        new RowsFile.Stored(rows, RowsFile.Condition.CURRENT, false),
        new RowsFile(folder, "boot-2").load());
  }

  /** As on a full disk: the temporary file cannot be written. */
  @Test
  void refusedWrite_isRemembered_andStoredWhenTheDiskTakesItAgain() throws Exception {
    LeaseFiles files = files("boot-1", Duration.ZERO);
    Path inTheWay = folder.path().resolve("dhcpLease_7_v4.new/x");
    Files.createDirectories(inTheWay);
    ClientRecord newest = new ClientRecord(Optional.of(full()), true);
    RowId other = new RowId(Family.V4, 2);
    assertThrows(EffectException.class, () -> files.store(ROW, ClientRecord.EMPTY));
    assertThrows(EffectException.class, () -> files.store(ROW, newest));
    files.store(other, newest); // another file's success does not hide it
    assertEquals(List.of(ROW), files.unsaved());
    String condition = folder.persistence().condition();
    assertTrue(condition.startsWith("not stored: 1: cannot write "), condition);
    files.retry(ROW);
    assertEquals(condition, folder.persistence().condition());

    Files.delete(inTheWay);
    files.retry(ROW);
    assertEquals(Persistence.OK, folder.persistence().condition());
    assertEquals(List.of(), files.unsaved());
    assertEquals(newest, files("boot-1", Duration.ZERO).load(ROW).record());
  }

  @Test
  void refusedWriteOfARowThatGoes_isNotMissedAnyMore() throws Exception {
    LeaseFiles files = files("boot-1", Duration.ZERO);
    Files.createDirectories(folder.path().resolve("dhcpLease_7_v4.new/x"));
    assertThrows(EffectException.class, () -> files.store(ROW, ClientRecord.EMPTY));
    files.forget(ROW);
    assertEquals(Persistence.OK, folder.persistence().condition());
    files.retry(ROW);
    assertFalse(Files.exists(folder.path().resolve("dhcpLease_7_v4")));
  }
}
