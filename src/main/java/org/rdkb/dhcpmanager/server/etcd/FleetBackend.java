package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.fleet.Blocks;
import org.rdkb.dhcpmanager.core.fleet.Claim;
import org.rdkb.dhcpmanager.core.fleet.ClaimTerm;
import org.rdkb.dhcpmanager.core.fleet.Demand;
import org.rdkb.dhcpmanager.core.fleet.FleetView;
import org.rdkb.dhcpmanager.core.fleet.FleetView.Quorum;
import org.rdkb.dhcpmanager.core.fleet.Session;
import org.rdkb.dhcpmanager.core.fleet.Step;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Holdings;
import org.rdkb.dhcpmanager.core.pool.Holdings.Wish;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.server.LeaseBackend;

/**
 * Leases in a store that several servers share, and on disk here as well. What is decided is {@link
 * FleetView}'s; this asks the store. It has no thread: {@link #tend} and {@link #news} belong to
 * the owner of the book, {@link #commit} to the writer, {@link #tick} to the keeper, {@link #heard}
 * to the watch. The lock is never held while the store is asked.
 */
final class FleetBackend implements LeaseBackend {
  private static final Logger log = LogManager.getLogger(FleetBackend.class);
  private static final int STEPS_AT_ONCE = 60;
  private static final int TERMS = 1024;
  private static final int LOW_SHARE = 4;
  private static final int TOLD = 4096;
  private static final long UNDECIDED_MILLIS = 5000;
  private static final long RECOUNT_MILLIS = 250;

  private final LeaseBackend local;
  private final Store store;
  private final FleetKeys keys;
  private final FleetIdentity identity;
  private final Supplier<Now> clock;
  private final FleetCounters counters;
  private final Runnable wake;
  private final Object lock = new Object();

  // Under the lock.
  private final FleetView view;
  private final Map<Ipv4Address, PoolLease> news = new LinkedHashMap<>();
  private final Map<ClaimTerm, Long> terms = new HashMap<>();
  private final Set<Ipv4Address> told = new LinkedHashSet<>();
  private List<Demand> demand = List.of();
  private boolean changed = true;
  private long sureFrom;
  private long lostAt = Long.MIN_VALUE / 2;

  // Of the owner of the book.
  private long recount;
  private @Nullable ServerConfiguration counted;

  /** Of the keeper. */
  private boolean wasOpen;

  private Runnable whenRecalled = () -> {};

  FleetBackend(
      LeaseBackend local,
      Store store,
      FleetKeys keys,
      FleetIdentity identity,
      Supplier<Now> clock,
      FleetCounters counters,
      Runnable wake) {
    this.local = local;
    this.store = store;
    this.keys = keys;
    this.identity = identity;
    this.clock = clock;
    this.counters = counters;
    this.wake = wake;
    this.view = new FleetView(identity.blockLength());
  }

  /** What is on disk here was promised; what the store says is newer. */
  @Override
  public void recall(Now now, Consumer<PoolLease> leases) throws IOException {
    local.recall(
        now,
        lease -> {
          leases.accept(lease);
          remember(lease);
        });
    tick();
    whenRecalled.run();
  }

  /**
   * What follows once what is known was read.
   *
   * @param next starts threads
   */
  void whenRecalled(Runnable next) {
    whenRecalled = next;
  }

  private void remember(PoolLease lease) {
    synchronized (lock) {
      view.forget(lease.address());
      if (lease.phase() == Phase.LEASED) {
        view.put(new Claim(lease, -1, Claim.PROMISED, Claim.Clock.THEIRS));
      }
    }
  }

  @Override
  public Holdings holdings() {
    return new Holdings() {
      @Override
      public boolean mayGive(Ipv4Address address) {
        synchronized (lock) {
          return view.mayGive(address, clock.get().bootMillis());
        }
      }

      @Override
      public long latest(Ipv4Address address, ClientKey client, Wish wish) {
        synchronized (lock) {
          return view.latest(address, client, wish, clock.get().bootMillis());
        }
      }

      @Override
      public boolean isSure(Ipv4Address address) {
        synchronized (lock) {
          return view.isSure(address, clock.get().bootMillis());
        }
      }
    };
  }

  @Override
  public boolean tend(ServerConfiguration configuration, ToIntFunction<AddressPool> free) {
    long now = clock.get().bootMillis();
    if (now < recount && configuration.equals(counted)) {
      return false;
    }
    recount = now + RECOUNT_MILLIS;
    List<Demand> next = new ArrayList<>();
    Set<Ipv4Address> kept = new HashSet<>();
    for (AddressPool pool : configuration.pools()) {
      next.add(new Demand(pool.range(), free.applyAsInt(pool)));
      kept.addAll(pool.statics().addresses());
    }
    synchronized (lock) {
      demand = next;
      if (!configuration.equals(counted)) {
        view.keep(kept);
        counted = configuration;
        changed = true;
      }
      boolean was = changed;
      changed = false;
      if (view.quorum() == Quorum.THERE && needsBlocks()) {
        wake.run();
      }
      return was;
    }
  }

  /** Under the lock. */
  private boolean needsBlocks() {
    long size = (long) view.own().size() << (32 - identity.blockLength());
    return demand.stream().anyMatch(each -> (long) each.free() * LOW_SHARE <= size);
  }

  @Override
  public List<PoolLease> news(int most) {
    synchronized (lock) {
      if (news.isEmpty()) {
        return List.of();
      }
      List<PoolLease> some = news.values().stream().limit(most).toList();
      for (PoolLease lease : some) {
        news.remove(lease.address());
        told.add(lease.address());
      }
      while (told.size() > TOLD) {
        told.remove(told.iterator().next());
      }
      return some;
    }
  }

  /** First the store, then the disk: what another server holds is never written down here. */
  @Override
  public Set<Ipv4Address> commit(List<PoolLease> changes, Now now) throws IOException {
    Set<Ipv4Address> refused = new HashSet<>();
    List<PoolLease> rest = changes;
    while (!rest.isEmpty()) { // a change of an address waits for the one before
      Map<Ipv4Address, PoolLease> round = new LinkedHashMap<>();
      List<PoolLease> later = new ArrayList<>();
      for (PoolLease change : rest) {
        if (round.size() == STEPS_AT_ONCE || round.putIfAbsent(change.address(), change) != null) {
          later.add(change);
        }
      }
      refused.addAll(claim(List.copyOf(round.values()), now));
      rest = later;
    }
    counters.refused(refused.size());
    List<PoolLease> ours =
        changes.stream().filter(change -> !refused.contains(change.address())).toList();
    if (!ours.isEmpty()) {
      local.commit(ours, now);
    }
    return refused;
  }

  private Set<Ipv4Address> claim(List<PoolLease> changes, Now now) {
    synchronized (lock) {
      if (view.quorum() == Quorum.LOST) {
        return alone(changes);
      }
    }
    try {
      return together(changes, now);
    } catch (IOException failed) {
      lost(failed);
      synchronized (lock) {
        return alone(changes);
      }
    }
  }

  /**
   * Without the store: what was not granted by the rules of {@link FleetView#latestAlone}. What was
   * decided when the store still answered may be any wish.
   */
  private Set<Ipv4Address> alone(List<PoolLease> changes) {
    Set<Ipv4Address> refused = new HashSet<>();
    long now = clock.get().bootMillis();
    Wish wish = now < lostAt + UNDECIDED_MILLIS ? Wish.NEW : Wish.KEEP;
    for (PoolLease change : changes) {
      if (change.phase() == Phase.LEASED
          && change.until() > view.latestAlone(change.address(), change.client(), wish, now)) {
        refused.add(change.address());
      } else if (change.phase() == Phase.LEASED) {
        view.promise(change);
        confirm(change);
      }
    }
    counters.alone(changes.size() - refused.size());
    return refused;
  }

  /** All in one transaction; where that fails, each by itself, once more. */
  private Set<Ipv4Address> together(List<PoolLease> changes, Now now) throws IOException {
    Set<Ipv4Address> refused = new HashSet<>();
    boolean unknown;
    synchronized (lock) {
      unknown = changes.stream().anyMatch(change -> view.keptUntil(change) == Now.NEVER);
    }
    if (unknown) {
      cover();
    }
    List<Step> steps = steps(changes, refused);
    if (!steps.isEmpty() && !done(steps, now)) {
      List<PoolLease> writes =
          steps.stream().filter(step -> step.kind() == Step.Kind.WRITE).map(Step::change).toList();
      for (PoolLease change : writes) {
        List<Step> again = steps(List.of(change), refused);
        if (!again.isEmpty() && !done(again, now)) {
          refused.add(change.address());
        }
      }
    }
    synchronized (lock) {
      for (PoolLease change : changes) {
        if (refused.contains(change.address())) {
          news.put(
              change.address(),
              view.claim(change.address())
                  .map(claim -> view.lease(claim, now.bootMillis()))
                  .orElseGet(() -> change.ended(now.bootMillis())));
        }
      }
    }
    return refused;
  }

  private List<Step> steps(List<PoolLease> changes, Set<Ipv4Address> refused) {
    List<Step> steps = new ArrayList<>();
    synchronized (lock) {
      for (PoolLease change : changes) {
        Step step = view.step(change, clock.get().bootMillis());
        if (step.kind() == Step.Kind.REFUSED) {
          refused.add(change.address());
        } else if (step.kind() != Step.Kind.NOTHING) {
          steps.add(step);
        }
      }
    }
    return steps;
  }

  private boolean done(List<Step> steps, Now now) throws IOException {
    List<Store.Condition> conditions = new ArrayList<>();
    List<Store.Operation> operations = new ArrayList<>();
    List<String> otherwise = new ArrayList<>();
    List<Long> lives = new ArrayList<>();
    for (Step step : steps) {
      String key = keys.claim(step.change().address());
      long life = step.kind() == Step.Kind.WRITE ? life(step.change()) : 0;
      lives.add(life);
      conditions.add(new Store.Condition.Revision(key, Math.max(0, step.revision())));
      step.fence()
          .ifPresent(
              block -> conditions.add(new Store.Condition.Value(keys.block(block), identity.id())));
      operations.add(
          step.kind() == Step.Kind.DELETE
              ? new Store.Operation.Delete(key)
              : new Store.Operation.Put(
                  key, ClaimText.write(step.change(), identity.id(), now), life));
      otherwise.add(key);
    }
    Store.Outcome outcome =
        store.commit(
            new Store.Transaction(conditions.stream().distinct().toList(), operations, otherwise));
    synchronized (lock) {
      if (outcome.done()) {
        for (int i = 0; i < steps.size(); i++) {
          written(steps.get(i), outcome.revision(), lives.get(i));
        }
      } else {
        reread(steps, outcome);
      }
    }
    counters.transaction(steps.size());
    return outcome.done();
  }

  private void written(Step step, long revision, long life) {
    PoolLease change = step.change();
    view.forget(change.address());
    confirm(change);
    if (step.kind() == Step.Kind.WRITE) {
      view.put(new Claim(change, revision, life, Claim.Clock.OURS));
    }
  }

  /** News that came between decision and claim must not stand; under the lock. */
  private void confirm(PoolLease change) {
    if (told.contains(change.address()) || news.containsKey(change.address())) {
      news.put(change.address(), change);
    }
  }

  private void reread(List<Step> steps, Store.Outcome outcome) {
    Map<String, Store.Entry> found = new HashMap<>();
    outcome.found().forEach(entry -> found.put(entry.key(), entry));
    for (Step step : steps) {
      Store.Entry entry = found.get(keys.claim(step.change().address()));
      if (entry == null) {
        view.remove(step.change().address(), outcome.revision(), clock.get().bootMillis());
      } else {
        theirs(step.change().address(), entry);
      }
    }
  }

  /** The life in the store of claims that end then; the store is asked once for many. */
  private long life(PoolLease change) throws IOException {
    if (change.until() == Now.NEVER) {
      return 0;
    }
    long now = clock.get().bootMillis();
    ClaimTerm term;
    synchronized (lock) {
      long kept = view.keptUntil(change);
      long end = kept == Now.NEVER ? change.until() : Math.max(kept, change.until());
      term = ClaimTerm.of(end, now);
      Long known = terms.get(term);
      if (known != null) {
        return known;
      }
    }
    long fresh = store.grant(term.seconds(now));
    synchronized (lock) {
      terms.keySet().removeIf(old -> old.end() < now || terms.size() > TERMS);
      terms.put(term, fresh);
      view.cover(fresh, term.end());
    }
    return fresh;
  }

  private void lost(IOException failed) {
    synchronized (lock) {
      if (view.quorum() == Quorum.THERE) {
        view.quorum(Quorum.LOST);
        lostAt = clock.get().bootMillis();
        changed = true;
        long left = view.session().safeEnd() - clock.get().bootMillis();
        log.warn(
            "FLEET-QUORUM-LOST new clients only from own blocks and for {} s, known ones to the end"
                + " that the store has: {}",
            Math.max(0, left / 1000),
            failed.getMessage());
        counters.quorum(false);
      }
      terms.clear();
    }
  }

  /** Keeps the session, reads what was missed, takes blocks. Once a second. */
  void tick() {
    try {
      keepSession();
      boolean missed;
      synchronized (lock) {
        missed = view.quorum() == Quorum.LOST;
      }
      if (missed) {
        read();
      }
      takeBlocks();
      cover();
    } catch (IOException failed) {
      lost(failed);
    }
    synchronized (lock) {
      boolean open = view.session().isOpen(clock.get().bootMillis());
      if (open != wasOpen) {
        wasOpen = open;
        changed = true;
        if (!open) {
          log.warn("FLEET-SESSION-OVER no new client is served");
        }
      }
      counters.session(open, view.own().size());
    }
  }

  /** A transaction that hangs on the session proves that most of the store's nodes know it. */
  private void keepSession() throws IOException {
    long asked = clock.get().bootMillis();
    Session now;
    synchronized (lock) {
      now = view.session();
    }
    long id = now.id() != 0 && store.keepAlive(now.id()) > 0 ? now.id() : 0;
    if (id == 0) {
      id = store.grant(identity.ttl().toSeconds());
    }
    String status = status();
    Store.Outcome outcome =
        store.commit(
            new Store.Transaction(
                List.of(),
                List.of(new Store.Operation.Put(keys.server(identity.id()), status, id)),
                List.of()));
    if (!outcome.done()) {
      throw new IOException("the session was not confirmed");
    }
    synchronized (lock) {
      if (id != view.session().id()) {
        changed = true;
        log.info("FLEET-SESSION id={} server={}", Long.toHexString(id), identity.id());
      }
      view.session(new Session(id, identity.ttl(), asked));
    }
  }

  private String status() {
    synchronized (lock) {
      int free = demand.stream().mapToInt(Demand::free).sum();
      return new FleetMember(
              identity.id(), identity.name(), view.own().size(), view.claimCount(), free)
          .text();
    }
  }

  /** All keys: what was missed while the store did not answer. */
  long read() throws IOException {
    agree();
    Store.Listing listing = store.list(keys.all());
    Set<Ipv4Address> seen = new HashSet<>();
    Map<Ipv4Prefix, String> owners = new HashMap<>();
    synchronized (lock) {
      for (Store.Entry entry : listing.entries()) {
        claimed(entry.key())
            .ifPresent(
                address -> {
                  seen.add(address);
                  theirs(address, entry);
                });
        block(entry.key()).ifPresent(block -> owners.put(block, entry.value()));
      }
      for (Ipv4Address address : view.claimed()) {
        if (!seen.contains(address)) {
          gone(address, listing.revision());
        }
      }
      view.owners().clear();
      view.owners().putAll(owners);
      view.own().removeIf(block -> !identity.id().equals(owners.get(block)));
      changed = true;
      if (view.quorum() == Quorum.LOST) {
        view.quorum(Quorum.THERE);
        log.info(
            "FLEET-QUORUM server={} claims={} blocks={}",
            identity.id(),
            seen.size(),
            owners.size());
      }
      counters.quorum(true);
      return listing.revision();
    }
  }

  /** Servers that cut blocks in different ways would own the same addresses. */
  private void agree() throws IOException {
    String ours = Integer.toString(identity.blockLength());
    Store.Outcome outcome =
        store.commit(
            new Store.Transaction(
                List.of(new Store.Condition.Revision(keys.blockLength(), 0)),
                List.of(new Store.Operation.Put(keys.blockLength(), ours, 0)),
                List.of(keys.blockLength())));
    for (Store.Entry entry : outcome.found()) {
      if (!entry.value().equals(ours)) {
        throw new IOException(
            "server.etcd.blockLength is " + ours + ", and that of this fleet " + entry.value());
      }
    }
  }

  /** Until when the store keeps what hangs on these, told by our clock from before we asked. */
  private void cover() throws IOException {
    Set<Long> unknown;
    synchronized (lock) {
      view.forgetLives(clock.get().bootMillis());
      unknown = view.uncovered();
    }
    for (long life : unknown) {
      long asked = clock.get().bootMillis();
      long end = asked + store.left(life) * 1000;
      synchronized (lock) {
        for (Claim claim : view.cover(life, end)) {
          news.put(claim.lease().address(), view.lease(claim, asked));
        }
      }
    }
  }

  /** A key as it is now in the store; under the lock. */
  private void theirs(Ipv4Address address, Store.Entry entry) {
    Optional<PoolLease> lease = ClaimText.read(address, entry.value(), clock.get());
    if (lease.isEmpty()) {
      log.warn("FLEET-CLAIM-UNREADABLE key={}", entry.key());
      return;
    }
    Claim claim = new Claim(lease.get(), entry.revision(), entry.life(), Claim.Clock.THEIRS);
    if (view.put(claim)) {
      news.put(address, view.lease(claim, clock.get().bootMillis()));
    }
  }

  /** A key that is there no longer; under the lock. */
  private void gone(Ipv4Address address, long revision) {
    Optional<Claim> was = view.remove(address, revision, clock.get().bootMillis());
    was.filter(claim -> claim.revision() >= 0)
        .ifPresent(claim -> news.put(address, claim.lease().ended(clock.get().bootMillis())));
  }

  private void takeBlocks() throws IOException {
    List<Ipv4Prefix> wanted = new ArrayList<>();
    long session;
    synchronized (lock) {
      session = view.session().id();
      for (Demand each : demand) {
        Blocks.wanted(each, identity.blockLength(), view.owners(), view.own(), identity.id())
            .stream()
            .filter(block -> !wanted.contains(block))
            .forEach(wanted::add);
      }
    }
    for (Ipv4Prefix block : wanted) {
      take(block, session);
    }
  }

  /** Nobody's, or our own from before a new start. */
  private void take(Ipv4Prefix block, long session) throws IOException {
    String key = keys.block(block);
    Store.Operation put = new Store.Operation.Put(key, identity.id(), session);
    boolean former;
    synchronized (lock) {
      former = identity.id().equals(view.owners().get(block));
    }
    Store.Condition condition =
        former
            ? new Store.Condition.Value(key, identity.id())
            : new Store.Condition.Revision(key, 0);
    Store.Outcome outcome =
        store.commit(new Store.Transaction(List.of(condition), List.of(put), List.of(key)));
    synchronized (lock) {
      view.owners().remove(block);
      if (outcome.done() && view.session().id() == session) {
        view.owners().put(block, identity.id());
        view.own().add(block);
        sureFrom = outcome.revision();
        view.settled(false);
        changed = true;
        log.info("FLEET-BLOCK-TAKEN {}", block);
      }
      outcome.found().forEach(entry -> view.owners().put(block, entry.value()));
    }
  }

  /**
   * A key has changed.
   *
   * @param entry as it is now
   */
  void heard(Store.Entry entry) {
    synchronized (lock) {
      claimed(entry.key()).ifPresent(address -> theirs(address, entry));
      block(entry.key()).ifPresent(block -> view.owners().put(block, entry.value()));
      // All that happened before our own last block became ours has been heard by now.
      if (entry.key().equals(keys.server(identity.id())) && entry.revision() > sureFrom) {
        view.settled(true);
      }
    }
  }

  /**
   * A key is gone.
   *
   * @param key which
   * @param revision of the store then
   */
  void heardGone(String key, long revision) {
    synchronized (lock) {
      claimed(key).ifPresent(address -> gone(address, revision));
      block(key)
          .ifPresent(
              block -> {
                view.owners().remove(block);
                changed |= view.own().remove(block);
              });
    }
  }

  private Optional<Ipv4Address> claimed(String key) {
    return FleetKeys.after(keys.claims(), key).flatMap(Ipv4Address::parse);
  }

  private Optional<Ipv4Prefix> block(String key) {
    return FleetKeys.after(keys.blocks(), key)
        .flatMap(Ipv4Address::parse)
        .map(address -> Blocks.of(address, identity.blockLength()));
  }

  /**
   * Nothing is given back: blocks may cover promises that the store does not know; all ends by
   * itself.
   */
  @Override
  public void close() throws IOException {
    local.close();
  }
}
