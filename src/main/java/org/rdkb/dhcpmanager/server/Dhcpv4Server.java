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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PacketFault;
import org.rdkb.dhcpmanager.core.packet.PacketReader;
import org.rdkb.dhcpmanager.core.packet.Reading;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.Answer;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.Request;
import org.rdkb.dhcpmanager.core.pool.Responder;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.guard.Guard;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules;
import org.rdkb.dhcpmanager.core.pool.guard.Refusal;
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
  private static final long LONGEST_JOURNAL = 8L << 20;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(3);

  private final Path folder;
  private final Durability durability;
  private final Supplier<Now> clock;
  private final LeaseBook book = new LeaseBook(new SecureRandom().nextInt());
  private final ServerCounters counters = new ServerCounters();
  private final BlockingQueue<Optional<Incoming>> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Map<String, ServedLink> links = new HashMap<>();
  private volatile Map<String, ServedLink> served = Map.of();
  private volatile ServerConfiguration wanted = ServerConfiguration.NONE;
  private volatile GuardRules wantedRules = GuardRules.NONE;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  // Of the owning thread.
  private ServerConfiguration inForce = ServerConfiguration.NONE;
  private GuardRules rulesInForce = GuardRules.NONE;
  private Guard guard = new Guard(GuardRules.NONE, book);
  private final RefusalLog refusals = new RefusalLog();
  private int linksSoFar;
  private Responder responder = new Responder(ServerConfiguration.NONE, book);

  /**
   * A server that serves nobody yet.
   *
   * @param folder where leases are kept; nobody else writes there
   * @param durability when an ACK may leave
   * @param clock the time
   */
  public Dhcpv4Server(Path folder, Durability durability, Supplier<Now> clock) {
    this.folder = folder;
    this.durability = durability;
    this.clock = clock;
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
    if (thread == null) {
      Thread owner = new Thread(this::run, "dhcp-server");
      owner.setDaemon(true);
      thread = owner;
      owner.start();
    }
    waiting.offer(Optional.empty()); // where there is no room, it is awake
  }

  /**
   * Checks by other rules from now on. Does not block.
   *
   * @param rules which checks
   */
  public void guard(GuardRules rules) {
    wantedRules = rules;
    waiting.offer(Optional.empty()); // where there is no room, it is awake
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
    LeaseJournal journal = new LeaseJournal(folder, LONGEST_JOURNAL, this::kept, clock);
    try (journal) {
      Now now = clock.get();
      journal.recall(now, lease -> book.put(lease, now));
      log.info("SERVER-LEASES-RECALLED count={}", book.size());
      try (LeaseWriter writer = LeaseWriter.start(journal, clock, counters)) {
        serve(writer);
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

  private void serve(LeaseWriter writer) throws InterruptedException {
    while (!closed) {
      if (!rulesInForce.equals(wantedRules) || !inForce.equals(wanted)) {
        apply(wanted, wantedRules);
      }
      Optional<Incoming> incoming = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
      book.expire(clock.get(), EXPIRED_AT_ONCE);
      if (incoming != null && incoming.isPresent()) {
        decideSafely(incoming.get(), writer);
      }
    }
  }

  private void decideSafely(Incoming incoming, LeaseWriter writer) throws InterruptedException {
    try {
      decide(incoming, writer);
    } catch (RuntimeException bug) {
      counters.count(ServerCounters.Event.FAILED);
      log.error("SERVER-FAILED octets={}", incoming.datagram(), bug);
    }
  }

  private void apply(ServerConfiguration next, GuardRules rules) {
    if (!rules.equals(rulesInForce)) {
      guard = new Guard(rules, book);
      rulesInForce = rules;
      log.info("SERVER-GUARDED {}", rules);
    }
    book.serve(next, clock.get());
    responder = new Responder(next, book);
    inForce = next;
    List<String> names =
        next.pools().stream()
            .map(AddressPool::linuxInterface)
            .distinct()
            .limit(MOST_LINKS)
            .toList();
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
                name, n -> ServedLink.start(n, ++linksSoFar, snooping(n), this::take)));
    served = Map.copyOf(links);
    log.info(
        "SERVER-CONFIGURED pools={}",
        next.pools().stream()
            .map(pool -> pool.instance() + " on " + pool.linuxInterface())
            .collect(Collectors.joining(", ", "[", "]")));
  }

  private ServedLink.Snooping snooping(String linuxInterface) {
    return rulesInForce.trusted().filter(trusted -> !trusted.contains(linuxInterface)).isPresent()
        ? ServedLink.Snooping.ON
        : ServedLink.Snooping.OFF;
  }

  private void take(Incoming incoming) {
    if (!waiting.offer(Optional.of(incoming))) {
      counters.count(ServerCounters.Event.DROPPED);
    }
  }

  private void decide(Incoming incoming, LeaseWriter writer) throws InterruptedException {
    Reading reading = PacketReader.read(incoming.datagram());
    if (reading instanceof PacketFault fault) {
      counters.count(fault);
      log.debug("SERVER-PACKET-REFUSED if={} {}", incoming.arrival().linuxInterface(), fault);
      return;
    }
    Packet4 packet = (Packet4) reading;
    Now now = clock.get();
    Decision decision = guarded(new Request(packet, incoming.arrival()), now);
    decision.changes().forEach(lease -> book.put(lease, now));
    counters.count(decision.verdict());
    log.debug(
        "SERVER-{} if={} client={} {}",
        decision.verdict(),
        incoming.arrival().linuxInterface(),
        packet.header().hardware(),
        decision.changes());
    List<PoolLease> lasting = decision.lasting();
    Runnable send = () -> decision.answer().ifPresent(answer -> send(answer, incoming.link()));
    boolean first = lasting.isEmpty() || durability == Durability.ASYNC;
    if (first) {
      send.run();
    }
    if (!lasting.isEmpty()
        && !writer.offer(new LeaseWriter.Pending(lasting, first ? () -> {} : send))) {
      counters.count(ServerCounters.Event.NOT_STORED);
    }
  }

  private Decision guarded(Request request, Now now) {
    Optional<Refusal> refusal = guard.refusal(request, now);
    if (refusal.isPresent()) {
      counters.count(refusal.get());
      refusals.refused(refusal.get(), request, now);
      return responder.refuse(request, now);
    }
    Decision decision = responder.answer(request, now);
    guard.learn(request, decision);
    return decision;
  }

  private void send(Answer answer, ServedLink link) {
    try {
      Ipv4Address from =
          answer.packet().options().address(OptionCode4.SERVER_IDENTIFIER).orElse(Ipv4Address.ANY);
      link.send(answer, from);
      counters.countSent(answer.packet().type());
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
    waiting.offer(Optional.empty());
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
