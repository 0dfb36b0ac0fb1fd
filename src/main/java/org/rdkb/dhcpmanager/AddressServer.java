package org.rdkb.dhcpmanager;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules;
import org.rdkb.dhcpmanager.server.Answering;
import org.rdkb.dhcpmanager.server.Dhcpv4Server;
import org.rdkb.dhcpmanager.server.ServerCounters;
import org.rdkb.dhcpmanager.tr181.ServedPools;

/** The DHCPv4 server between the data model and the network. */
final class AddressServer implements ServedPools, AutoCloseable {
  private final SteadyClock clock;
  private final Dhcpv4Server server;
  private volatile ServerConfiguration configuration = ServerConfiguration.NONE;

  AddressServer(Path folder, Answering answering, SteadyClock clock) {
    this.clock = clock;
    this.server = new Dhcpv4Server(folder, answering, this::now);
  }

  private Now now() {
    Instant steady = clock.instant();
    return new Now(steady.toEpochMilli(), clock.wallTime(steady).toEpochMilli());
  }

  void configure(ServerConfiguration next) {
    configuration = next;
    server.configure(next);
  }

  void guard(GuardRules rules) {
    server.guard(rules);
  }

  ServerCounters counters() {
    return server.counters();
  }

  private Optional<AddressPool> pool(int number) {
    return configuration.pools().stream().filter(pool -> pool.instance() == number).findFirst();
  }

  @Override
  public String trouble(int number) {
    return pool(number)
        .map(pool -> server.trouble(pool.linuxInterface()))
        .orElse("Interface stands for no Linux interface");
  }

  @Override
  public List<Integer> clients(int number) {
    Optional<AddressPool> pool = pool(number);
    if (pool.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, server.slots())
        .filter(
            slot ->
                listed(slot)
                    .filter(lease -> pool.get().subnet().contains(lease.address()))
                    .isPresent())
        .mapToObj(slot -> slot + 1)
        .toList();
  }

  private Optional<PoolLease> listed(int slot) {
    return server.lease(slot).filter(lease -> lease.phase() != Phase.DECLINED);
  }

  @Override
  public Optional<ServedClient> client(int number) {
    return listed(number - 1)
        .map(
            lease ->
                new ServedClient(
                    lease.hardware(),
                    lease.address(),
                    lease.until() == Now.NEVER ? Instant.MAX : Instant.ofEpochMilli(lease.until()),
                    lease.isActive(now().bootMillis())));
  }

  @Override
  public void close() {
    server.close();
  }
}
