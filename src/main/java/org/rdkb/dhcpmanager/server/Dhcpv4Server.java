package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PacketFault;
import org.rdkb.dhcpmanager.core.packet.PacketReader;
import org.rdkb.dhcpmanager.core.packet.Reading;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.ConfigurationChange;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.Request;
import org.rdkb.dhcpmanager.core.pool.Responder;
import org.rdkb.dhcpmanager.core.pool.Responder.RapidCommit;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.Verdict;
import org.rdkb.dhcpmanager.core.pool.guard.Guard;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules;
import org.rdkb.dhcpmanager.core.pool.guard.Refusal;
import org.rdkb.dhcpmanager.core.relay.RelayRules;
import org.rdkb.dhcpmanager.server.ServedLink.Incoming;

/**
 * The server: what it is told by {@link #configure} and by clients, one after another, on {@code
 * dhcp-server}, which owns the book. Nothing runs, and no file is touched, before the first pool is
 * to be served.
 */
public final class Dhcpv4Server implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Dhcpv4Server.class);
  private static final int WAITING = 4096;
  private static final int MOST_LINKS = 64;
  private static final int EXPIRED_AT_ONCE = 64;
  private static final int NEWS_AT_ONCE = 256;
  private static final long LONGEST_JOURNAL = 8L << 20;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(3);

  private final Path folder;
  private final Answering answering;
  private final Supplier<Now> clock;
  private final UnaryOperator<LeaseBackend> backing;
  private final LeaseBook book = new LeaseBook(new SecureRandom().nextInt());
  private final ServerCounters counters = new ServerCounters();
  private final MessageCounters messages = new MessageCounters();
  private final Inbox<Incoming> inbox =
      new Inbox<>(WAITING, incoming -> PacketReader.isDiscover(incoming.datagram()));
  private final Map<String, ServedLink> links = new HashMap<>();
  private volatile Map<String, ServedLink> served = Map.of();
  private volatile ServerConfiguration wanted = ServerConfiguration.NONE;
  private volatile GuardRules wantedRules = GuardRules.NONE;
  private final Relay relay = new Relay();
  private volatile boolean relayChanged;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  // Of the owning thread.
  private ServerConfiguration inForce = ServerConfiguration.NONE;
  private GuardRules rulesInForce = GuardRules.NONE;
  private Guard guard = new Guard(GuardRules.NONE, book);
  private final RefusalLog refusals = new RefusalLog();
  private final ConflictProbes probes;
  private final SentAnswers sent = new SentAnswers();
  private final Pace pace = new Pace();
  private int linksSoFar;
  private Responder responder = new Responder(ServerConfiguration.NONE, book, RapidCommit.OFF);

  /**
   * A server that serves nobody yet.
   *
   * @param folder where leases are kept; nobody else writes there
   * @param answering when answers leave
   * @param clock the time
   * @param backing what stands between this server and its journal, asked once when it starts; most
   *     often nothing
   */
  public Dhcpv4Server(
      Path folder, Answering answering, Supplier<Now> clock, UnaryOperator<LeaseBackend> backing) {
    this.folder = folder;
    this.answering = answering;
    this.clock = clock;
    this.backing = backing;
    this.probes = new ConflictProbes(answering.conflictProbe());
  }

  /**
   * Serves other pools from now on; several calls in a row may become one. Does not block.
   *
   * @param configuration what to do
   */
  public synchronized void configure(ServerConfiguration configuration) {
    if (closed || configuration.equals(wanted)) {
      return;
    }
    wanted = configuration;
    begin();
  }

  /**
   * Relays by other rules from now on: before the pools, on the interfaces that they name. Does not
   * block.
   *
   * @param rules which messages go where
   */
  public synchronized void relay(RelayRules rules) {
    if (!closed && relay.use(rules)) {
      relayChanged = true;
      begin();
    }
  }

  private void begin() {
    if (thread == null) {
      Thread owner = new Thread(this::run, "dhcp-server");
      owner.setDaemon(true);
      thread = owner;
      owner.start();
    }
    inbox.wake();
  }

  /**
   * Checks by other rules from now on. Does not block.
   *
   * @param rules which checks
   */
  public void guard(GuardRules rules) {
    wantedRules = rules;
    inbox.wake();
  }

  /**
   * What became of requests.
   *
   * @return counting on
   */
  public ServerCounters counters() {
    return counters;
  }

  /**
   * What was received and sent.
   *
   * @return counting on
   */
  public MessageCounters messages() {
    return messages;
  }

  /**
   * What was relayed.
   *
   * @return counting on
   */
  public RelayCounters relayed() {
    return relay.counters();
  }

  /**
   * Why clients of an interface are not relayed.
   *
   * @param linuxInterface of an enabled rule
   * @return empty if they are
   */
  public String relayTrouble(String linuxInterface) {
    String first = trouble(linuxInterface);
    return first.isEmpty() ? relay.trouble() : first;
  }

  /**
   * Why an interface is not served.
   *
   * @param linuxInterface of an enabled pool
   * @return empty if it is
   */
  public String trouble(String linuxInterface) {
    ServedLink link = served.get(linuxInterface);
    return link == null ? "not served yet" : link.trouble();
  }

  /**
   * What is known of one address, by the number of its slot.
   *
   * @param slot from 0; the same address as long as we run
   * @return absent if there is no such slot, or it was only offered
   */
  public Optional<PoolLease> lease(int slot) {
    return book.slot(slot).filter(lease -> lease.phase() != PoolLease.Phase.OFFERED);
  }

  /**
   * How many addresses are known.
   *
   * @return slots are below
   */
  public int slots() {
    return book.size();
  }

  private void run() {
    LeaseBackend backend =
        backing.apply(new LeaseJournal(folder, LONGEST_JOURNAL, this::kept, clock));
    try (backend) {
      Now now = clock.get();
      backend.recall(now, lease -> book.put(lease, now));
      book.hold(backend.holdings());
      log.info("SERVER-LEASES-RECALLED count={}", book.size());
      try (LeaseWriter writer =
          LeaseWriter.start(backend, answering.durability(), clock, counters)) {
        serve(writer, backend);
      }
    } catch (IOException failed) {
      log.error("SERVER-NOT-STARTED leases in {}: {}", folder, failed.getMessage());
    } catch (InterruptedException stop) {
      log.debug("stopped");
    } finally {
      closeLinks();
    }
  }

  private Iterator<PoolLease> kept() {
    return IntStream.range(0, book.size())
        .mapToObj(this::lease)
        .flatMap(Optional::stream)
        .iterator();
  }

  private void serve(LeaseWriter writer, LeaseBackend backend) throws InterruptedException {
    while (!closed) {
      if (!rulesInForce.equals(wantedRules) || !inForce.equals(wanted) || relayChanged) {
        relayChanged = false;
        apply(wanted, wantedRules);
      }
      long idle =
          probes.isOn() ? probes.next(clock.get().bootMillis(), IDLE.toMillis()) : IDLE.toMillis();
      List<Incoming> batch = inbox.take(pace.setting().width(), idle);
      Now now = clock.get(); // of all that came together
      adjust(batch.size(), now);
      book.expire(now, EXPIRED_AT_ONCE);
      for (PoolLease news : backend.news(NEWS_AT_ONCE)) {
        book.put(news, now);
      }
      if (backend.tend(inForce, book::freeCount)) {
        book.serve(inForce, now);
      }
      endProbes(now, writer);
      for (Incoming each : batch) {
        decideSafely(each, now, writer);
      }
    }
  }

  private void adjust(int decided, Now now) {
    Pace.Setting before = pace.setting();
    Optional<Pace.Setting> adjusted = pace.learn(decided, inbox.waiting(), now.bootMillis());
    if (adjusted.isPresent()) {
      Pace.Setting next = adjusted.get();
      boolean larger = next.isLargerThan(before);
      counters.count(larger ? ServerCounters.Event.WIDENED : ServerCounters.Event.NARROWED);
      sent.remember(next.remembered());
      log.info("SERVER-PACE batch={} remembered={}", next.width(), next.remembered());
    }
  }

  private void decideSafely(Incoming incoming, Now now, LeaseWriter writer)
      throws InterruptedException {
    try {
      decide(incoming, now, writer);
    } catch (RuntimeException bug) {
      counters.count(ServerCounters.Event.FAILED);
      log.error("SERVER-FAILED octets={}", incoming.datagram(), bug);
    }
  }

  /** Component by component: what is not other stays as it is, with all that it remembers. */
  private void apply(ServerConfiguration next, GuardRules rules) {
    long begun = System.nanoTime();
    boolean secured = !rules.equals(rulesInForce);
    if (secured) {
      guard = new Guard(rules, book);
      rulesInForce = rules;
      log.info("SERVER-GUARDED {}", rules);
    }
    ConfigurationChange change = ConfigurationChange.between(inForce, next);
    if (!change.isEmpty()) {
      book.serve(next, clock.get());
      responder = new Responder(next, book, answering.effectiveRapidCommit());
      inForce = next;
      probes.clear();
      sent.clear();
    }
    serveLinks(next);
    log.info(
        "SERVER-CONFIGURED {} security={} pools={} after={} ms",
        change,
        secured ? "changed" : "same",
        next.pools().stream()
            .map(pool -> pool.instance() + " on " + pool.linuxInterface())
            .collect(Collectors.joining(", ", "[", "]")),
        (System.nanoTime() - begun) / 1_000_000);
  }

  private void serveLinks(ServerConfiguration next) {
    List<String> names =
        Stream.concat(
                next.pools().stream().map(AddressPool::linuxInterface), relay.links().stream())
            .distinct()
            .limit(MOST_LINKS)
            .toList();
    Optional<Consumer<LinkArp.Owner>> owners =
        probes.isOn() ? Optional.of(this::heard) : Optional.empty();
    List<String> gone =
        links.entrySet().stream()
            .filter(
                link ->
                    !names.contains(link.getKey())
                        || link.getValue().snooping() != snooping(link.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(name -> Optional.ofNullable(links.remove(name)).ifPresent(ServedLink::close));
    names.forEach(
        name ->
            links.computeIfAbsent(
                name, n -> ServedLink.start(n, ++linksSoFar, snooping(n), this::take, owners)));
    served = Map.copyOf(links);
  }

  private ServedLink.Snooping snooping(String linuxInterface) {
    return rulesInForce.trusted().filter(trusted -> !trusted.contains(linuxInterface)).isPresent()
        ? ServedLink.Snooping.ON
        : ServedLink.Snooping.OFF;
  }

  /** What is not for a relay. */
  private List<Incoming> ours(List<Incoming> incoming) {
    List<Incoming> ours = new ArrayList<>(incoming.size());
    for (Incoming each : incoming) {
      if (!relay.takes(each)) {
        ours.add(each);
      }
    }
    return ours;
  }

  private void take(List<Incoming> incoming) {
    try {
      counters.count(ServerCounters.Event.DROPPED, inbox.put(ours(incoming)));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void decide(Incoming incoming, Now now, LeaseWriter writer) throws InterruptedException {
    Reading reading = PacketReader.read(incoming.datagram());
    if (reading instanceof PacketFault fault) {
      counters.count(fault);
      log.debug("SERVER-PACKET-REFUSED if={} {}", incoming.arrival().linuxInterface(), fault);
      return;
    }
    Packet4 packet = (Packet4) reading;
    messages.received(packet);
    Request request = new Request(packet, incoming.arrival());
    Optional<Refusal> refusal = guard.refusal(request, now);
    if (refusal.isEmpty() && repeated(incoming, now)) {
      return;
    }
    Decision decision =
        refusal.isPresent() ? refused(refusal.get(), request, now) : responder.answer(request, now);
    settle(new Matter(incoming.datagram(), request, incoming.link(), 1), decision, now, writer);
  }

  /**
   * A request that is being dealt with.
   *
   * @param asked as it came; empty if that is gone
   * @param request which
   * @param link where answers go out
   * @param tries addresses that were thought of, this one included
   */
  private record Matter(Octets asked, Request request, ServedLink link, int tries) {}

  /** An answer that waits for the disk, or for nothing. */
  private record Sending(
      Dhcpv4Server server, ServedLink link, Outgoing answer, Optional<SentAnswers.Ticket> ticket)
      implements Runnable {
    @Override
    public void run() {
      if (ticket.isPresent()) {
        ticket.get().leaves();
      }
      server.send(answer, link);
    }
  }

  /** Where nothing waits for the disk. */
  private static void nothing() {}

  private void settle(Matter matter, Decision decision, Now now, LeaseWriter writer)
      throws InterruptedException {
    boolean waits = probing(matter, decision, now);
    guard.learn(matter.request(), decision);
    for (PoolLease lease : decision.changes()) {
      book.put(lease, now);
    }
    counters.count(decision.verdict());
    if (log.isDebugEnabled()) {
      tell(decision, matter.request());
    }
    if (waits) {
      return;
    }
    List<PoolLease> lasting = decision.lasting();
    Runnable send = Dhcpv4Server::nothing;
    if (decision.answer().isPresent()) {
      Outgoing answer = Outgoing.of(decision.answer().get());
      Optional<SentAnswers.Ticket> ticket =
          sent.remember(matter.asked(), matter.request().arrival(), decision, answer, now);
      send = new Sending(this, matter.link(), answer, ticket);
    }
    boolean first = lasting.isEmpty() || answering.durability() == Durability.ASYNC;
    if (first) {
      send.run();
    }
    if (!lasting.isEmpty()) {
      store(lasting, first ? Dhcpv4Server::nothing : send, writer);
    }
  }

  private static void tell(Decision decision, Request request) {
    log.debug(
        "SERVER-{} if={} client={} changes={}",
        decision.verdict(),
        request.arrival().linuxInterface(),
        request.packet().header().hardware(),
        decision.changes().stream().map(lease -> lease.address() + " " + lease.phase()).toList());
  }

  private void store(List<PoolLease> lasting, Runnable then, LeaseWriter writer)
      throws InterruptedException {
    if (!writer.offer(new LeaseWriter.Pending(lasting, then))) {
      counters.count(ServerCounters.Event.NOT_STORED);
    }
  }

  /**
   * Whether an offer waits until the link was asked. A relay's link cannot be asked; an offer that
   * is repeated was asked about before.
   */
  private boolean probing(Matter matter, Decision decision, Now now) {
    Request request = matter.request();
    if (!probes.isOn()
        || decision.verdict() != Verdict.OFFERED
        || decision.answer().isEmpty()
        || decision.changes().isEmpty()
        || !request.packet().giaddr().equals(Ipv4Address.ANY)) {
      return false;
    }
    PoolLease offered = decision.changes().get(0);
    boolean repeated =
        book.at(offered.address())
            .filter(known -> known.phase() == PoolLease.Phase.OFFERED)
            .filter(known -> known.client().equals(offered.client()))
            .filter(known -> now.bootMillis() < known.until())
            .isPresent();
    if (repeated && !probes.isWaiting(offered.address())) {
      return false;
    }
    ConflictProbes.Waiting waiting =
        new ConflictProbes.Waiting(
            offered, decision.answer().get(), request, matter.link(), matter.tries());
    try {
      if (probes.begin(waiting, now.bootMillis())) {
        return true;
      }
      log.debug("SERVER-NOT-PROBED address={}: too many wait", offered.address());
    } catch (IOException notAsked) {
      log.debug("SERVER-NOT-PROBED address={}", offered.address(), notAsked);
    }
    counters.count(ServerCounters.Event.NOT_PROBED);
    return false;
  }

  private void endProbes(Now now, LeaseWriter writer) throws InterruptedException {
    for (ConflictProbes.Ended ended : probes.ended(now.bootMillis())) {
      ConflictProbes.Waiting waiting = ended.waiting();
      if (!book.at(waiting.offered().address()).equals(Optional.of(waiting.offered()))) {
        log.debug("SERVER-OFFER-GONE address={}", waiting.offered().address());
      } else if (ended.outcome() == ConflictProbes.Outcome.FREE) {
        send(Outgoing.of(waiting.offer()), waiting.link());
      } else {
        conflict(waiting, now, writer);
      }
    }
  }

  /** As if the client had declined it; and the client gets another one. */
  private void conflict(ConflictProbes.Waiting waiting, Now now, LeaseWriter writer)
      throws InterruptedException {
    PoolLease offered = waiting.offered();
    PoolLease declined =
        new PoolLease(
            offered.address(),
            offered.client(),
            offered.hardware(),
            PoolLease.Phase.DECLINED,
            now.bootMillis() + inForce.timing().declined().toMillis(),
            "");
    counters.count(ServerCounters.Event.CONFLICT);
    log.warn("SERVER-CONFLICT address={} has somebody else", offered.address());
    book.put(declined, now);
    store(List.of(declined), Dhcpv4Server::nothing, writer);
    if (waiting.tries() < ConflictProbes.MOST_TRIES) {
      Matter again =
          new Matter(Octets.EMPTY, waiting.request(), waiting.link(), waiting.tries() + 1);
      settle(again, responder.answer(waiting.request(), now), now, writer);
    }
  }

  private void heard(LinkArp.Owner owner) {
    if (probes.heard(owner)) {
      inbox.wake();
    }
  }

  private Decision refused(Refusal refusal, Request request, Now now) {
    counters.count(refusal);
    refusals.refused(refusal, request, now);
    return responder.refuse(request, now);
  }

  /** Whether the same was asked and answered a short while ago. */
  private boolean repeated(Incoming incoming, Now now) {
    Optional<SentAnswers.Again> again =
        sent.again(incoming.datagram(), incoming.arrival(), book, now);
    if (again.isPresent()) {
      book.put(again.get().lease(), now);
      counters.count(ServerCounters.Event.REPEATED);
      log.debug("SERVER-REPEATED {}", again.get().lease());
      send(again.get().answer(), incoming.link());
    }
    return again.isPresent();
  }

  private void send(Outgoing answer, ServedLink link) {
    try {
      link.send(answer);
      messages.sent(answer.type());
      counters.countSent(answer.type());
    } catch (IOException failed) {
      counters.count(ServerCounters.Event.NOT_SENT);
      log.warn("SERVER-NOT-SENT to={} reason={}", answer.delivery(), failed.getMessage());
    }
  }

  private void closeLinks() {
    served = Map.of();
    new ArrayList<>(links.values()).forEach(ServedLink::close);
    links.clear();
  }

  /** Ends within seconds; what was decided is on disk then. */
  @Override
  public synchronized void close() {
    closed = true;
    relay.close();
    inbox.wake();
    Thread owner = thread;
    try {
      if (owner != null) {
        owner.join(STOP.toMillis());
        if (owner.isAlive()) {
          owner.interrupt();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
