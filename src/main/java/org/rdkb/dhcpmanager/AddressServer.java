package org.rdkb.dhcpmanager;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.PacketFault;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.HostNames;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.Verdict;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules;
import org.rdkb.dhcpmanager.core.relay.RelayRules;
import org.rdkb.dhcpmanager.server.Answering;
import org.rdkb.dhcpmanager.server.Dhcpv4Server;
import org.rdkb.dhcpmanager.server.RelayCounters;
import org.rdkb.dhcpmanager.server.ServerCounters;
import org.rdkb.dhcpmanager.server.ServerErrors;
import org.rdkb.dhcpmanager.tr181.ServedPools;
import org.rdkb.dhcpmanager.watch.Figure;

/** The DHCPv4 server between the data model and the network. */
final class AddressServer implements ServedPools, AutoCloseable {
  private static final int MOST_NAMES = 65_536;

  private final SteadyClock clock;
  private final Dhcpv4Server server;
  private final Sharing sharing;
  private volatile Map<Statistic, Long> zero = Map.of();
  private volatile ServerConfiguration configuration = ServerConfiguration.NONE;
  private volatile RelayRules relayRules = RelayRules.NONE;

  AddressServer(Path folder, Answering answering, SteadyClock clock, Sharing sharing) {
    this.clock = clock;
    this.sharing = sharing;
    this.server = new Dhcpv4Server(folder, answering, this::now, sharing.backing());
  }

  private Now now() {
    return now(clock);
  }

  static Now now(SteadyClock clock) {
    Instant steady = clock.instant();
    return new Now(steady.toEpochMilli(), clock.wallTime(steady).toEpochMilli());
  }

  void configure(ServerConfiguration next) {
    configuration = next;
    server.configure(next);
  }

  void relay(RelayRules rules) {
    relayRules = rules;
    server.relay(rules);
  }

  RelayCounters relayed() {
    return server.relayed();
  }

  void guard(GuardRules rules) {
    server.guard(rules);
  }

  /** How it stands with other servers; none where it is alone. */
  List<Figure> shared() {
    return sharing.figures().get();
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
        .map(trouble -> trouble.isEmpty() ? sharing.trouble().get() : trouble)
        .orElse("Interface stands for no Linux interface");
  }

  /** The names of those who have an address, of the first leases that were ever granted. */
  String hostNames() {
    List<PoolLease> leases =
        IntStream.range(0, Math.min(MOST_NAMES, server.slots()))
            .mapToObj(server::lease)
            .flatMap(Optional::stream)
            .toList();
    return HostNames.of(leases, configuration, now().bootMillis());
  }

  ServerErrors errors() {
    return server.counters().errors();
  }

  @Override
  public String lastError() {
    return errors().last();
  }

  @Override
  public String relayTrouble(int rule) {
    return relayRules.rules().stream()
        .filter(each -> each.instance() == rule)
        .findFirst()
        .map(each -> server.relayTrouble(each.linuxInterface()))
        .orElse("Interface stands for no Linux interface");
  }

  @Override
  public List<Integer> clients(int number) {
    return IntStream.range(0, server.slots())
        .filter(slot -> listed(slot).filter(lease -> isOf(number, lease)).isPresent())
        .mapToObj(slot -> slot + 1)
        .toList();
  }

  private boolean isOf(int number, PoolLease lease) {
    return configuration.poolOf(lease).filter(pool -> pool.instance() == number).isPresent();
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
                    lease.isActive(now().bootMillis()),
                    said(lease)));
  }

  /** Of what a client sent, the lease keeps these two. */
  private static List<SaidOption> said(PoolLease lease) {
    List<SaidOption> said = new ArrayList<>();
    if (!lease.hostName().isEmpty()) {
      said.add(new SaidOption(OptionCode4.HOST_NAME, Octets.utf8(lease.hostName())));
    }
    lease
        .client()
        .identifier()
        .ifPresent(
            identifier -> said.add(new SaidOption(OptionCode4.CLIENT_IDENTIFIER, identifier)));
    return said;
  }

  @Override
  public long statistic(Statistic which) {
    return counted(which) - zero.getOrDefault(which, 0L);
  }

  @Override
  public boolean resetStatistics() {
    Map<Statistic, Long> now = new EnumMap<>(Statistic.class);
    for (Statistic which : Statistic.values()) {
      now.put(which, counted(which));
    }
    zero = now;
    return true;
  }

  private long counted(Statistic which) {
    return switch (which) {
      case DISCOVER -> server.messages().of(MessageType4.DISCOVER);
      case OFFER -> server.messages().of(MessageType4.OFFER);
      case REQUEST -> server.messages().of(MessageType4.REQUEST);
      case ACK -> server.messages().of(MessageType4.ACK);
      case NACK -> server.messages().of(MessageType4.NAK);
      case DECLINE -> server.messages().of(MessageType4.DECLINE);
      case RELEASE -> server.messages().of(MessageType4.RELEASE);
      case INFORM -> server.messages().of(MessageType4.INFORM);
      case DISCARDED_PACKETS -> discarded(server.counters());
      case TRANSMIT_FAILURE -> server.counters().of(ServerCounters.Event.NOT_SENT);
      case SECOND_SERVER_DETECTED -> server.counters().of(Verdict.OTHER_SERVER);
    };
  }

  private static long discarded(ServerCounters counters) {
    return Stream.of(PacketFault.values()).mapToLong(counters::of).sum()
        + counters.of(ServerCounters.Event.DROPPED)
        + counters.of(Verdict.NO_CLIENT)
        + counters.of(Verdict.NOT_A_REQUEST);
  }

  @Override
  public void close() {
    server.close();
  }
}
