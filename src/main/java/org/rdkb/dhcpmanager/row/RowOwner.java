package org.rdkb.dhcpmanager.row;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.ClientFault;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientTroubles;
import org.rdkb.dhcpmanager.core.client.Effect;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.Idle;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.RowStep;
import org.rdkb.dhcpmanager.core.client.Standing;
import org.rdkb.dhcpmanager.core.client.Transition;

/**
 * Runs the client machine for all rows on one thread, {@code rows}.
 *
 * <p>The public methods may be called from any thread and never block; those that return a boolean
 * answer false when the row or the mailbox is full, and then nothing was accepted.
 */
public final class RowOwner implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(RowOwner.class);
  private static final int MAILBOX = 4096;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final BiFunction<Family, String, LinkState> links;
  private final Duration flapBound;
  private final ClientPorts ports;
  private final BiConsumer<RowSnapshot, RowSnapshot> changed;
  private final RowMailbox mailbox = new RowMailbox(MAILBOX);
  private final EffectLanes lanes = new EffectLanes();
  private final EffectRunner effects;
  private final SystemNews news;
  private final Thread thread = new Thread(this::run, "rows");
  private final Deadlines deadlines = new Deadlines();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong bugs = new AtomicLong();

  /** Replaced as a whole when a row comes or goes; read by any thread. */
  private volatile Map<RowId, OwnedRow> rows = Map.of();

  private boolean stopping;
  private @Nullable Runnable whenAllIdle;

  /**
   * An owner without rows; call {@link #start()}.
   *
   * @param clock the steady clock: never jumps
   * @param links the state of an interface by family and Linux name, at once; asked on the owner's
   *     thread, so that a change reported by {@link #linkChanged} is never overtaken by an older
   *     answer
   * @param flapBound a link that is lost for less is not lost for a row that has a client; zero:
   *     every loss counts at once
   * @param ports who carries out the effects
   * @param changed told of every change, before and after, on the owner's thread; must not block
   */
  public RowOwner(
      InstantSource clock,
      BiFunction<Family, String, LinkState> links,
      Duration flapBound,
      ClientPorts ports,
      BiConsumer<RowSnapshot, RowSnapshot> changed) {
    this.clock = clock;
    this.links = links;
    this.flapBound = flapBound;
    this.ports = ports;
    this.changed = changed;
    this.effects = new EffectRunner(ports, (row, event) -> own(row, event));
    this.news = new SystemNews(ports.system(), ports.systemRules());
    this.thread.setDaemon(true);
  }

  /** Begins to work through the mailbox. */
  public void start() {
    thread.start();
  }

  /**
   * The row as it is now.
   *
   * @param row which row
   * @return a row that is not known yet reads as disabled
   */
  public RowSnapshot snapshot(RowId row) {
    OwnedRow owned = rows.get(row);
    return owned == null ? RowSnapshot.initial(row) : owned.snapshot();
  }

  /**
   * All rows as they are now.
   *
   * @return by family and number
   */
  public List<RowSnapshot> snapshots() {
    List<RowSnapshot> all = new ArrayList<>();
    rows.values().stream()
        .sorted(Comparator.comparing(row -> row.id, Deadlines.BY_NUMBER))
        .forEach(row -> all.add(row.snapshot()));
    return all;
  }

  /**
   * A row begins to exist.
   *
   * @param row which row
   * @param first what is known of it; its link is looked up once more
   */
  public void begin(RowId row, ClientEvent.Recovered first) {
    mailbox.put(new Letter.RowBegins(row, first));
  }

  /**
   * Waits until the rows begun so far have seen their first event.
   *
   * @param atMost how long to wait
   */
  public void awaitBegun(Duration atMost) {
    CountDownLatch reached = new CountDownLatch(1);
    mailbox.put(new Letter.ForOwner(reached::countDown));
    try {
      if (!reached.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        log.warn("ROW-OWNER-SLOW rows have not begun within {}", atMost);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A row was deleted.
   *
   * @param row which row
   */
  public void end(RowId row) {
    mailbox.put(new Letter.RowEnds(row));
  }

  /**
   * A row's configuration changed. Never refused: it is stored already.
   *
   * @param row which row
   * @param configuration the new one
   */
  public void configure(RowId row, ClientConfiguration configuration) {
    mailbox.put(new Letter.RowConfigured(row, configuration));
  }

  /**
   * Asks something of a row.
   *
   * @param row which row
   * @param request renew, release or restart
   * @return false if the row is busy beyond its bound
   */
  public boolean request(RowId row, ClientEvent request) {
    return outside(row, request, () -> {});
  }

  /**
   * Has the messages of a row's clients counted from zero again.
   *
   * @param row which row
   * @return false if the mailbox is full
   */
  public boolean resetCounts(RowId row) {
    return mailbox.offer(new Letter.ForOwner(() -> resetCountsNow(row)));
  }

  private void resetCountsNow(RowId id) {
    OwnedRow row = rows.get(id);
    if (row != null) {
      row.show(row.snapshot().figures().withoutMessages());
    }
  }

  /**
   * A client reported.
   *
   * @param row which row
   * @param report what it said, and how long ago
   * @param stored runs when everything that follows from the report has been done; not if the lease
   *     could not be stored
   * @return false if the row is busy beyond its bound; {@code stored} will not run then
   */
  public boolean report(RowId row, ClientEvent.LeaseReported report, Runnable stored) {
    return outside(row, report, stored);
  }

  /**
   * Runs work on a row's lane, after what the row is about to do.
   *
   * @param row which row, whether or not it exists
   * @param work may block on the disk
   */
  public void onLane(RowId row, Runnable work) {
    lanes.run(row, List.of(new EffectLanes.Stage(EffectLanes.Place.DISK, work)));
  }

  /**
   * A link changed; the rows on it hear of it.
   *
   * @param family whose rows
   * @param linuxInterface its name
   * @param state as it is now
   */
  public void linkChanged(Family family, String linuxInterface, LinkState state) {
    mailbox.put(new Letter.ForLink(family, linuxInterface, state));
  }

  /**
   * An interface that rows need is missing; they show why.
   *
   * @param linuxInterface its name
   * @param reason a sentence
   */
  public void linkAwaited(String linuxInterface, String reason) {
    mailbox.put(new Letter.ForOwner(() -> tellRowsOn(linuxInterface, reason)));
  }

  private void tellRowsOn(String linuxInterface, String reason) {
    for (OwnedRow row : rows.values()) {
      if (row.state().standing().configuration().linuxInterface().equals(linuxInterface)) {
        deliver(row, new ClientEvent.LinkAwaited(reason), () -> {});
      }
    }
  }

  /**
   * Asks the owner whether it still gets to what lies in its mailbox.
   *
   * @param answer runs on the owner's thread, after what lies there now; must not block
   * @return false if the mailbox is full
   */
  public boolean ask(Runnable answer) {
    return mailbox.offer(new Letter.ForOwner(answer));
  }

  /**
   * A listener for a client that is adopted before its row begins.
   *
   * @param row which row
   * @return passes the client's end on to the row
   */
  public ClientLauncher.Listener listener(RowId row) {
    return effects.listener(row);
  }

  /**
   * Events refused because a row or the mailbox was full.
   *
   * @return since the start
   */
  public long refusedEvents() {
    return refused.get();
  }

  /**
   * Exceptions caught at the boundary of a row.
   *
   * @return since the start
   */
  public long bugs() {
    return bugs.get();
  }

  /**
   * Whether a row takes requests now; what it takes now it may refuse a moment later.
   *
   * @param row which row
   * @return false if it is busy beyond its bound
   */
  public boolean accepts(RowId row) {
    return lanes.waiting(row) < EffectLanes.FULL && mailbox.size() < MAILBOX;
  }

  private boolean outside(RowId row, ClientEvent event, Runnable done) {
    boolean accepted =
        lanes.waiting(row) < EffectLanes.FULL
            && mailbox.offer(new Letter.ForRow(row, event, done, clock.instant()));
    if (!accepted) {
      refused.incrementAndGet();
    }
    return accepted;
  }

  private void own(RowId row, ClientEvent event) {
    mailbox.put(new Letter.ForRow(row, event, () -> {}, clock.instant()));
  }

  /**
   * Ends every client, an IPv4 one without a release, and waits for that; an owner that does not
   * run has none.
   *
   * @param atMost how long to wait
   */
  public void stopClients(Duration atMost) {
    if (!thread.isAlive()) {
      return;
    }
    CountDownLatch allIdle = new CountDownLatch(1);
    mailbox.put(
        new Letter.ForOwner(
            () -> {
              whenAllIdle = allIdle::countDown;
              List.copyOf(rows.values()).forEach(this::stopClient);
              tellIfAllIdle();
            }));
    try {
      if (!allIdle.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        log.warn("ROW-CLIENTS-LEFT clients did not end within {}", atMost);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopClient(OwnedRow row) {
    ClientConfiguration now = row.state().standing().configuration();
    LinkState link = row.state().standing().link();
    deliver(row, new ClientEvent.ConfigurationChanged(now.disabled(), link), () -> {});
  }

  private void tellIfAllIdle() {
    if (whenAllIdle != null && rows.values().stream().allMatch(RowOwner::isIdle)) {
      whenAllIdle.run();
      whenAllIdle = null;
    }
  }

  private static boolean isIdle(OwnedRow row) {
    return row.state() instanceof Idle;
  }

  @Override
  public void close() {
    long end = System.nanoTime() + STOP_PATIENCE.toNanos();
    mailbox.put(new Letter.Stop());
    try {
      TimeUnit.MILLISECONDS.timedJoin(thread, STOP_PATIENCE.toMillis());
      if (thread.isAlive()) {
        log.warn("ROW-OWNER-LEFT thread rows did not stop within {}", STOP_PATIENCE);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    lanes.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  private void run() {
    while (!stopping) {
      try {
        Optional<Letter> letter = mailbox.take(deadlines.untilNext(clock.instant()));
        if (letter.isPresent()) {
          open(letter.get());
        }
        deadlinesReached();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error bug) { // without this thread no row would live
        bugs.incrementAndGet();
        log.error("ROW-OWNER-BUG {}", bug.toString(), bug);
      }
    }
  }

  private void open(Letter letter) {
    if (letter instanceof Letter.ForRow forRow) {
      OwnedRow row = rows.get(forRow.row());
      if (row == null) {
        lanes.run(forRow.row(), forRow.done());
      } else {
        deliver(row, forRow.event(), forRow.done(), forRow.at());
      }
    } else if (letter instanceof Letter.RowBegins begins) {
      OwnedRow row = new OwnedRow(begins.row());
      replaceRows(row.id, row);
      deliver(row, withLinkNow(begins.row(), begins.first()), () -> {});
    } else if (letter instanceof Letter.RowConfigured configured) {
      configure(configured);
    } else if (letter instanceof Letter.RowEnds ends) {
      endRow(ends.row());
    } else if (letter instanceof Letter.ForLink link) {
      linkChangedTo(link);
    } else if (letter instanceof Letter.ForOwner owner) {
      owner.work().run();
    } else {
      stopping = true;
    }
  }

  private ClientEvent withLinkNow(RowId row, ClientEvent.Recovered first) {
    return new ClientEvent.Recovered(
        first.configuration(),
        links.apply(row.family(), first.configuration().linuxInterface()),
        first.record(),
        first.client(),
        first.askFor());
  }

  private void configure(Letter.RowConfigured configured) {
    OwnedRow row = rows.get(configured.row());
    if (row != null) {
      ClientConfiguration configuration = configured.configuration();
      LinkState link = links.apply(row.id.family(), configuration.linuxInterface());
      deliver(row, new ClientEvent.ConfigurationChanged(configuration, link), () -> {});
    }
  }

  private void endRow(RowId id) {
    OwnedRow row = rows.get(id);
    if (row != null) {
      row.ending = true;
      deliver(
          row,
          new ClientEvent.ConfigurationChanged(ClientConfiguration.EMPTY, LinkState.ABSENT),
          () -> {});
    }
  }

  private void linkChangedTo(Letter.ForLink link) {
    for (OwnedRow row : rows.values()) {
      Standing standing = row.state().standing();
      if (row.id.family() == link.family()
          && standing.configuration().linuxInterface().equals(link.linuxInterface())) {
        linkChangedTo(row, link.state());
      }
    }
  }

  /**
   * Carrier flaps while a plug settles or a modem trains; neither client nor lease is worth less
   * for it. An interface that is gone is another matter: nothing of its addresses is left.
   */
  private void linkChangedTo(OwnedRow row, LinkState state) {
    LinkState known = row.state().standing().link();
    boolean lost =
        known == LinkState.READY
            && (state == LinkState.DOWN || state == LinkState.NO_LINK_LOCAL)
            && !(row.state() instanceof Idle);
    if (lost && !flapBound.isZero()) {
      Instant until =
          row.flap.map(OwnedRow.Flap::until).orElseGet(() -> clock.instant().plus(flapBound));
      row.flap = Optional.of(new OwnedRow.Flap(state, until));
      deadlines.set(row.id, row.deadline(), clock.instant());
      return;
    }
    if (row.flap.isPresent()) {
      row.flap = Optional.empty();
      log.info("ROW-LINK-FLAP row={} the link was lost for less than {}", row.id, flapBound);
      deadlines.set(row.id, row.deadline(), clock.instant());
    }
    if (known != state) {
      deliver(row, new ClientEvent.LinkChanged(state), () -> {});
    }
  }

  /** A lost link that did not come back in time, else what the machine waits for. */
  private ClientEvent whatIsDue(OwnedRow row, Instant now) {
    Optional<OwnedRow.Flap> over = row.flap.filter(flap -> !now.isBefore(flap.until()));
    if (over.isEmpty()) {
      return new ClientEvent.DeadlineReached();
    }
    row.flap = Optional.empty();
    return new ClientEvent.LinkChanged(over.get().state());
  }

  private void deadlinesReached() {
    Instant now = clock.instant();
    Optional<RowId> due = deadlines.takeDue(now);
    while (due.isPresent()) {
      OwnedRow row = rows.get(due.get());
      if (row != null) {
        checkRecovery(row, now);
        deliver(row, whatIsDue(row, now), () -> {});
      }
      due = deadlines.takeDue(now);
    }
  }

  /** Trouble that is not over in time is escalated: log, counter, bus, reason on the row. */
  private void checkRecovery(OwnedRow row, Instant now) {
    ClientTroubles troubles = row.snapshot().troubles();
    if (troubles.checkAt().filter(at -> !now.isBefore(at)).isEmpty()) {
      return;
    }
    RowSnapshot before = row.escalate(troubles.open().orElseThrow());
    log.error(
        "CLIENT-NOT-RECOVERED row={} if={} {} reason={}",
        row.id,
        row.state().standing().configuration().linuxInterface(),
        row.snapshot().troubles().words(),
        row.snapshot().lastError());
    tellChanged(before, row.snapshot());
  }

  private void tellChanged(RowSnapshot before, RowSnapshot after) {
    try {
      changed.accept(before, after);
    } catch (RuntimeException | Error bug) {
      bugs.incrementAndGet();
      log.error("ROW-CHANGED-BUG row={}", after.row(), bug);
    }
  }

  private void deliver(OwnedRow row, ClientEvent event, Runnable done) {
    deliver(row, event, done, clock.instant());
  }

  /**
   * Lets the machine decide, shows what came of it, has the effects carried out.
   *
   * @param taken when the event was taken; the steady clock
   */
  private void deliver(OwnedRow row, ClientEvent event, Runnable done, Instant taken) {
    Instant now = clock.instant();
    boolean measured = event instanceof ClientEvent.LeaseReported;
    Transition transition;
    try {
      transition = row.state().on(event, now);
    } catch (RuntimeException | Error bug) {
      bugs.incrementAndGet();
      row.showBug(bug);
      log.error("ROW-BUG row={} event={}", row.id, event.getClass().getSimpleName(), bug);
      lanes.run(row.id, done);
      return;
    }
    RowSnapshot before = row.advance(transition, event, now);
    if (measured) {
      row.show(row.snapshot().figures().shown(Duration.between(taken, clock.instant())));
    }
    deadlines.set(row.id, row.deadline(), now);
    RowSnapshot after = row.snapshot();
    List<Effect> all = transition.effects();
    lanes.run(
        row.id,
        effects.stages(
            row.id,
            all,
            outcome -> {
              news.after(new RowStep(before, event, after, all, outcome.installed(), now));
              // A lease that could not be stored stays in the spool, its only record then.
              if (outcome.stored()) {
                done.run();
              }
              if (measured) {
                told(row, Duration.between(taken, clock.instant()));
              }
            }));
    log(row, event, before, transition);
    logFault(row, event, before, now);
    tellChanged(before, after);
    if (row.ending && isIdle(row)) {
      replaceRows(row.id, null);
      deadlines.cancel(row.id);
      lanes.run(row.id, () -> ports.launcher().forget(row.id));
      onLane(row.id, () -> ports.archive().forget(row.id));
    }
    tellIfAllIdle();
  }

  /** From a lane: the owner alone writes figures. */
  private void told(OwnedRow row, Duration took) {
    mailbox.put(new Letter.ForOwner(() -> row.show(row.snapshot().figures().told(took))));
  }

  private static void log(
      OwnedRow row, ClientEvent event, RowSnapshot before, Transition transition) {
    String from = before.state().getClass().getSimpleName();
    String to = transition.next().getClass().getSimpleName();
    String what = event.getClass().getSimpleName();
    String linuxInterface = transition.next().standing().configuration().linuxInterface();
    RowSnapshot now = row.snapshot();
    if (now.softwireRefusals() != before.softwireRefusals()
        && !now.lastError().equals(before.lastError())) {
      log.warn("SOFTWIRE-REFUSED row={} if={} {}", row.id, linuxInterface, now.lastError());
    }
    if (from.equals(to) && transition.effects().isEmpty()) {
      log.debug("ROW-EVENT row={} if={} {} in {}", row.id, linuxInterface, what, from);
    } else {
      log.info(
          "ROW-MOVED row={} if={} {} -> {} by {} {}",
          row.id,
          linuxInterface,
          from,
          to,
          what,
          transition.next().reason());
    }
  }

  private static void logFault(OwnedRow row, ClientEvent event, RowSnapshot before, Instant now) {
    ClientFault.of(before.state(), event, row.state())
        .ifPresent(
            fault ->
                log.warn(
                    "CLIENT-FAULT row={} if={} kind={} failures={} decision={} reason={}",
                    row.id,
                    row.state().standing().configuration().linuxInterface(),
                    fault,
                    row.state().standing().failures(),
                    ClientFault.decision(row.state(), now),
                    row.snapshot().lastError()));
    before
        .troubles()
        .open()
        .filter(trouble -> ClientTroubles.hasRecovered(row.state()))
        .ifPresent(
            trouble ->
                log.info(
                    "CLIENT-RECOVERED row={} kind={} after={} ms",
                    row.id,
                    trouble.kind(),
                    Duration.between(trouble.since(), now).toMillis()));
  }

  private void replaceRows(RowId id, @Nullable OwnedRow row) {
    Map<RowId, OwnedRow> next = new HashMap<>(rows);
    if (row == null) {
      next.remove(id);
    } else {
      next.put(id, row);
    }
    rows = next;
  }
}
