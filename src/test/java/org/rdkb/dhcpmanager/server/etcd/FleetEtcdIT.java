package org.rdkb.dhcpmanager.server.etcd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.NotRun;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.AddressRange;
import org.rdkb.dhcpmanager.core.pool.Audience;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Holdings.Wish;
import org.rdkb.dhcpmanager.core.pool.LeaseTerms;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.StaticAddresses;
import org.rdkb.dhcpmanager.server.LeaseBackend;
import org.rdkb.dhcpmanager.server.LeaseJournal;

/** T48 against etcd itself: three nodes on loopback, two servers. */
@SuppressWarnings({
  "InterruptedExceptionSwallowed",
  "NullAway"
}) // a failing test may end by anything
class FleetEtcdIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long HOUR = 3_600_000;
  private static final AddressRange RANGE =
      new AddressRange(new Ipv4Address(0x0a000000), new Ipv4Address(0x0a0000ff));
  private static final ServerConfiguration CONFIGURATION =
      new ServerConfiguration(
          List.of(
              new AddressPool(
                  1,
                  "lan0",
                  new Ipv4Prefix(RANGE.first(), 16),
                  RANGE,
                  Set.of(),
                  StaticAddresses.NONE,
                  List.of(),
                  new LeaseTerms(2, 3600, 3600),
                  Audience.ALL)),
          ServerConfiguration.Timing.USUAL,
          ServerConfiguration.Unknown.NAK);

  @TempDir Path folder;
  private EtcdNodes etcd;
  private final List<Server> servers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    Path program =
        NotRun.need("etcd", "FleetEtcdIT", "servers that share leases, against etcd").orElseThrow();
    etcd = new EtcdNodes(program, folder, 3);
    servers.add(new Server("a"));
    servers.add(new Server("b"));
  }

  @AfterEach
  void stop() throws Exception {
    for (Server server : servers) {
      server.close();
    }
    if (etcd != null) {
      etcd.close();
    }
  }

  /** One server of the fleet; the test is the owner of its book and its writer. */
  private final class Server implements AutoCloseable {
    final EtcdFleet fleet;
    final LeaseBackend backend;
    final String id;
    final Map<Ipv4Address, PoolLease> heard = new HashMap<>();

    Server(String name) throws IOException {
      Path own = Files.createDirectories(folder.resolve(name));
      fleet =
          EtcdFleet.open(
              new EtcdAccess(
                  etcd.endpoints(),
                  "/test/fleet",
                  name,
                  Duration.ofSeconds(60),
                  28,
                  Optional.empty(),
                  new EtcdAccess.Tls(Optional.empty(), Optional.empty(), Optional.empty())),
              own);
      id = name;
      Supplier<Now> clock = FleetEtcdIT::now;
      backend =
          fleet.over(
              new LeaseJournal(own, 1 << 20, () -> List.<PoolLease>of().iterator(), clock), clock);
      backend.recall(now(), lease -> {});
      await().atMost(PATIENCE).until(this::isServing);
    }

    void turn() {
      backend.tend(CONFIGURATION, pool -> 0);
      backend.news(1000).forEach(lease -> heard.put(lease.address(), lease));
    }

    /** The first address that may be given. */
    Ipv4Address own() {
      for (int i = 0; i < RANGE.size(); i++) {
        Ipv4Address address = new Ipv4Address(RANGE.first().bits() + i);
        if (backend.holdings().mayGive(address)) {
          return address;
        }
      }
      throw new AssertionError(id + " owns nothing");
    }

    /** It has a quorum behind it and addresses to give. */
    boolean isServing() {
      turn();
      return fleet.counters().hasQuorum() && fleet.counters().blocks() > 0;
    }

    boolean grants(PoolLease lease) throws IOException {
      return backend.commit(List.of(lease), now()).isEmpty();
    }

    @Override
    public void close() throws IOException {
      backend.close();
      fleet.close();
    }
  }

  private static Now now() {
    return new Now(System.nanoTime() / 1_000_000, System.currentTimeMillis());
  }

  private static PoolLease lease(Ipv4Address address, int client, long millis) {
    HardwareAddress hardware =
        new HardwareAddress(1, new OctetsWriter().u16(0x0200).u32(client).toOctets());
    return new PoolLease(
        address,
        ClientKey.of(hardware),
        hardware,
        PoolLease.Phase.LEASED,
        now().bootMillis() + millis,
        "host" + client);
  }

  @Test
  void oneAddressOneClient_whicheverServer_andWhatIsHeardOfTheOther() throws Exception {
    Server a = servers.get(0);
    Server b = servers.get(1);
    Ipv4Address address = a.own();
    assertTrue(a.grants(lease(address, 1, HOUR)));
    assertTrue(!b.grants(lease(address, 2, HOUR)), "another client, another server");
    assertTrue(!a.grants(lease(address, 2, HOUR)), "another client, the same server");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              b.turn();
              return b.heard.containsKey(address);
            });
    assertEquals("host1", b.heard.get(address).hostName());
    assertTrue(b.grants(lease(address, 1, 2 * HOUR)), "its client comes to the other server");
    FleetPicture picture =
        FleetPicture.read(
            new EtcdAccess(
                etcd.endpoints(),
                "/test/fleet",
                "x",
                Duration.ofSeconds(60),
                28,
                Optional.empty(),
                new EtcdAccess.Tls(Optional.empty(), Optional.empty(), Optional.empty())));
    assertTrue(picture.hasQuorum());
    assertEquals(List.of("a", "b"), picture.members().stream().map(FleetMember::name).toList());
    assertEquals(1, picture.claims());
  }

  @Test
  void withoutAQuorum_knownClientsToTheStoredEnd_newOnesToTheSessionsEnd_andItComesBack()
      throws Exception {
    Server a = servers.get(0);
    Ipv4Address known = a.own();
    PoolLease granted = lease(known, 1, HOUR);
    assertTrue(a.grants(granted));
    etcd.stop(1);
    etcd.stop(2);
    await().atMost(PATIENCE).until(() -> !a.fleet.counters().hasQuorum());
    assertEquals(
        granted.until(),
        a.backend.holdings().latest(known, granted.client(), Wish.KEEP),
        "as long as the store has it, and no longer");
    Ipv4Address fresh = a.own();
    long latest = a.backend.holdings().latest(fresh, lease(fresh, 2, 0).client(), Wish.NEW);
    assertTrue(
        latest > 0 && latest <= now().bootMillis() + 60_000,
        "no longer than the session: " + latest);
    assertTrue(!a.grants(lease(fresh, 2, HOUR)), "more than can be promised");
    assertTrue(a.grants(lease(fresh, 2, 0).lasting(latest)));
    assertTrue(!a.grants(lease(fresh, 3, 1000)), "promised to another one");
    etcd.go(1);
    etcd.go(2);
    await().atMost(PATIENCE).until(() -> a.fleet.counters().hasQuorum());
    assertTrue(!a.grants(lease(fresh, 3, HOUR)), "still promised");
    assertTrue(a.grants(lease(fresh, 2, HOUR)), "now it is claimed");
  }

  /** Servers race for addresses while nodes stop, go on and die; whoever was told yes, has it. */
  @Test
  void noAddressHasTwoClients_whileNodesStopGoAndDie() throws Exception {
    int rounds = Boolean.getBoolean("test.full") ? 400 : 40;
    SplittableRandom random = new SplittableRandom(48);
    Map<Ipv4Address, Integer> has = new HashMap<>();
    int stopped = -1;
    int yes = 0;
    for (int i = 0; i < rounds; i++) {
      if (i % 10 == 4) {
        stopped = random.nextInt(3);
        etcd.stop(stopped);
      } else if (i % 10 == 8 && stopped >= 0) {
        etcd.go(stopped);
        stopped = -1;
        await().atMost(PATIENCE).until(() -> servers.stream().allMatch(Server::isServing));
      } else if (i == rounds - 8) {
        etcd.kill(random.nextInt(3));
      }
      for (Server server : servers) {
        server.turn();
        int client = random.nextInt(200);
        Ipv4Address any = new Ipv4Address(RANGE.first().bits() + random.nextInt(64));
        Ipv4Address address = i % 2 == 0 && server.isServing() ? server.own() : any;
        if (server.grants(lease(address, client, HOUR))) {
          yes++;
          Integer before = has.put(address, client);
          assertTrue(
              before == null || before == client,
              () -> address + " was given to " + before + " and to " + client);
        }
      }
    }
    assertTrue(yes > 0, "nothing was granted");
  }
}
