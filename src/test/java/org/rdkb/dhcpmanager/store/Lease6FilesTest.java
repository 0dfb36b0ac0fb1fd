package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Network6;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.softwire.MapDomain;
import org.rdkb.dhcpmanager.core.softwire.SoftwireLeases;
import org.rdkb.dhcpmanager.core.softwire.Softwires;

/** The lease file of an IPv6 row. */
class Lease6FilesTest {
  private static final RowId ROW = new RowId(Family.V6, 3);
  private static final Duration BOOTED = Duration.ofSeconds(1_700_000_000);
  private static final Instant NOW = Instant.ofEpochSecond(1000);

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

  private LeaseFiles files(String bootId) {
    return new LeaseFiles(
        folder,
        new LeaseFiles.Clocks(steady -> steady.plus(BOOTED), wall -> wall.minus(BOOTED), bootId),
        LeaseListener.NONE);
  }

  private static Ipv6Address address(String text) {
    return Ipv6Address.parse(text).orElseThrow();
  }

  private static Lifetimes6 lifetimes(long preferred, long valid) {
    return new Lifetimes6(new Lifetime(preferred), new Lifetime(valid));
  }

  /** Two of each, one of them deprecated and one for ever; every field of the answer. */
  private static HeldLease full() {
    SortedMap<Integer, Octets> options = new TreeMap<>();
    options.put(2, Octets.of((byte) 0, (byte) 3));
    options.put(95, Octets.EMPTY);
    options.put(65_535, Octets.of((byte) 0xff));
    return HeldLease.granted(
        "erouter0",
        new Lease6(
            List.of(
                new IaAddress(address("2001:db8::1"), lifetimes(100, 200)),
                new IaAddress(address("2001:db8::2"), lifetimes(0, 50))),
            List.of(
                new IaPrefix(
                    new Ipv6Prefix(address("2001:db8:8000::"), 56),
                    new Lifetimes6(Lifetime.INFINITE, Lifetime.INFINITE)),
                new IaPrefix(new Ipv6Prefix(address("2001:db8:9000::"), 60), lifetimes(0, 7200))),
            new Lifetime(40),
            new Lifetime(80),
            new Answer6(
                new Network6(
                    List.of(address("2001:db8::53"), address("fe80::53")),
                    List.of("example.org", "example.net"),
                    List.of(address("2001:db8::123")),
                    "aftr.example.org"),
                options)),
        NOW);
  }

  private static HeldLease bare() {
    return HeldLease.granted("eth0", SoftwireLeases.lease(""), NOW);
  }

  private HeldLease stored(HeldLease held) throws EffectException {
    ClientRecord record = new ClientRecord(Optional.of(held), false);
    files("boot").store(ROW, record);
    assertEquals(new LeaseFiles.Recalled(record, true, List.of()), files("boot").load(ROW));
    return files("other").load(ROW).record().lease().orElseThrow();
  }

  @Test
  void lease_comesBackFieldByField_alsoOverAReboot() throws EffectException {
    assertEquals(full(), stored(full()));
    assertTrue(Files.exists(parent.resolve("state").resolve("dhcpLease_3_v6")));
    assertEquals(bare(), stored(bare()));
    HeldLease stateless =
        HeldLease.granted(
            "eth0", new Information6(Answer6.NONE).onto(Optional.empty()).orElseThrow(), NOW);
    assertEquals(stateless, stored(stateless));
  }

  @Test
  void softwire_comesBackWithTheLease() throws EffectException {
    Lease6 lease = SoftwireLeases.lease("2001:db8:12:3400::/56", "95", SoftwireLeases.MAP_T);
    Lease6 back = (Lease6) stored(HeldLease.granted("eth0", lease, NOW)).lease();
    Optional<MapDomain> domain = Softwires.of(back).map();
    assertTrue(domain.isPresent());
    assertEquals(Softwires.of(lease).map(), domain);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "row,v6-4",
    "row,v4-3",
    "addresses,fe80::1 1 1",
    "addresses,2001:db8::1 2 1",
    "addresses,2001:db8::1 0 0",
    "addresses,2001:db8::1 1",
    "addresses,2001:db8::1 1 4294967296",
    "addresses,2001:db8::1 -1 1",
    "addresses,192.0.2.1 1 1",
    "prefixes,2001:db8::/0 1 1",
    "prefixes,2001:db8::/129 1 1",
    "prefixes,2001:db8:: 1 1",
    "prefixes,2001:db8::/056 1 1",
    "t1,0",
    "t2,4294967296",
    "expires.steady,yesterday",
  })
  void lineThatMakesNoSense_isDamageThoughItsSumFits(String key, String value) throws Exception {
    LeaseFiles files = files("boot");
    ClientRecord record = new ClientRecord(Optional.of(full()), false);
    files.store(ROW, record);
    files.store(ROW, record);
    Path path = parent.resolve("state").resolve("dhcpLease_3_v6");
    RecordText text = new RecordText("lease", 1);
    SortedMap<String, String> lines = new TreeMap<>(text.decode(Files.readAllBytes(path)));
    lines.put(key, value);
    Files.write(path, Records.whole(text, lines));
    assertEquals(record, files.load(ROW).record()); // the former version
    assertTrue(Files.exists(parent.resolve("state/quarantine/dhcpLease_3_v6.1")));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "dnsServers,2001:db8::g",
    "sntpServers,192.0.2.1",
    "option.0,00",
    "option.65536,00",
    "option.23,0",
    "address,192.0.2.1", // of the other family
    "stray,1",
  })
  void lineThatCanBeDoneWithout_isTheDefaultAndTheRestIsUsed(String key, String value)
      throws Exception {
    LeaseFiles files = files("boot");
    files.store(ROW, new ClientRecord(Optional.of(full()), false));
    Path path = parent.resolve("state").resolve("dhcpLease_3_v6");
    RecordText text = new RecordText("lease", 1);
    SortedMap<String, String> lines = new TreeMap<>(text.decode(Files.readAllBytes(path)));
    lines.put(key, value);
    Files.write(path, Records.whole(text, lines));
    LeaseFiles.Recalled recalled = files.load(ROW);
    assertEquals(1, recalled.repaired().size(), recalled.repaired()::toString);
    assertTrue(recalled.repaired().get(0).contains(key));
    Lease6 lease = (Lease6) recalled.record().lease().orElseThrow().lease();
    assertEquals(((Lease6) full().lease()).addresses(), lease.addresses());
    assertEquals(((Lease6) full().lease()).prefixes(), lease.prefixes());
  }

  @Test
  void lineOfTheLeaseMissing_isDamage() throws Exception {
    LeaseFiles files = files("boot");
    files.store(ROW, new ClientRecord(Optional.of(bare()), false));
    Path path = parent.resolve("state").resolve("dhcpLease_3_v6");
    RecordText text = new RecordText("lease", 1);
    SortedMap<String, String> lines = new TreeMap<>(text.decode(Files.readAllBytes(path)));
    for (String key : lines.keySet()) {
      SortedMap<String, String> without = new TreeMap<>(lines);
      without.remove(key);
      Files.write(path, Records.whole(text, without));
      Optional<HeldLease> found = files.load(ROW).record().lease();
      boolean dispensable = key.matches("released|dnsServers|domains|sntpServers|aftr");
      assertEquals(dispensable ? Optional.of(bare()) : Optional.empty(), found, key);
    }
  }
}
