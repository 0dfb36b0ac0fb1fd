package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Arrival;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.Request;
import org.rdkb.dhcpmanager.core.pool.Responder;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.server.LeaseBackend;

/**
 * A server as {@code Dhcpv4Server} is one, without threads and sockets; its wall clock is wrong.
 */
final class SimulatedServer {
  static final Duration TTL = Duration.ofSeconds(20);
  static final int BLOCKS = 30;

  /** An answer that waits until its changes are stored. */
  private record Waiting(Decision decision, Consumer<Decision> client) {}

  final Ipv4Address address;
  final SimulatedEtcd.Line line;
  private final SimulatedEtcd etcd;
  private final ServerConfiguration configuration;
  private final long skew;
  private final Map<Ipv4Address, PoolLease> disk = new LinkedHashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final FleetCounters counters = new FleetCounters();
  private FleetBackend backend;
  private LeaseBook book = new LeaseBook(1);
  private Responder responder;

  SimulatedServer(
      SimulatedEtcd etcd, Ipv4Address address, ServerConfiguration configuration, long skew) {
    this.etcd = etcd;
    this.address = address;
    this.configuration = configuration;
    this.skew = skew;
    this.line = etcd.line();
    start();
  }

  /** Again, with nothing but its disk. */
  void start() {
    waiting.clear();
    line.rewatch();
    book = new LeaseBook(1);
    FleetIdentity identity =
        new FleetIdentity("server-" + address, "server-" + address, TTL, BLOCKS);
    backend =
        new FleetBackend(
            new Disk(), line, new FleetKeys("/test"), identity, this::now, counters, () -> {});
    try {
      Now now = now();
      backend.recall(now, lease -> book.put(lease, now));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    book.hold(backend.holdings());
    book.serve(configuration, now());
    responder = new Responder(configuration, book, Responder.RapidCommit.OFF);
  }

  Now now() {
    return new Now(etcd.now, etcd.now + skew);
  }

  boolean hasQuorum() {
    return counters.hasQuorum();
  }

  int blocks() {
    return counters.blocks();
  }

  void tick() {
    turn();
    backend.tick();
    turn();
  }

  void watch() {
    line.deliver(backend);
  }

  private void turn() {
    book.expire(now(), Integer.MAX_VALUE);
    backend.news(Integer.MAX_VALUE).forEach(lease -> book.put(lease, now()));
    if (backend.tend(configuration, book::freeCount)) {
      book.serve(configuration, now());
    }
  }

  /** Decides now; answers when stored. */
  void receive(Packet4 packet, Consumer<Decision> client) {
    turn();
    Arrival arrival = new Arrival("lan0", List.of(address), Packet4.Cast.BROADCAST);
    Decision decision = responder.answer(new Request(packet, arrival), now());
    decision.changes().forEach(lease -> book.put(lease, now()));
    if (decision.lasting().isEmpty()) {
      client.accept(decision);
    } else {
      waiting.add(new Waiting(decision, client));
    }
  }

  /** As the writer does: all that waits at once. */
  void store() throws IOException {
    List<Waiting> batch = List.copyOf(waiting);
    waiting.clear();
    List<PoolLease> changes =
        batch.stream().flatMap(each -> each.decision().lasting().stream()).toList();
    if (changes.isEmpty()) {
      return;
    }
    Set<Ipv4Address> refused = backend.commit(changes, now());
    for (Waiting each : batch) {
      if (each.decision().lasting().stream().map(PoolLease::address).noneMatch(refused::contains)) {
        each.client().accept(each.decision());
      }
    }
  }

  private final class Disk implements LeaseBackend {
    @Override
    public void recall(Now now, Consumer<PoolLease> leases) {
      disk.values().forEach(leases);
    }

    @Override
    public Set<Ipv4Address> commit(List<PoolLease> changes, Now now) {
      changes.forEach(lease -> disk.put(lease.address(), lease));
      return Set.of();
    }

    @Override
    public void close() {}
  }
}
