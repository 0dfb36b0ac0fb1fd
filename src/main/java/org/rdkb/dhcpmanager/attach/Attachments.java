package org.rdkb.dhcpmanager.attach;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.AttachmentArchive;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition.Status;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.CanGateway;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.Declared;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Trouble;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.core.attach.Links;

/**
 * The declared links: made when something needs them, and again when they are gone. All that waits
 * for the kernel is done on one thread, {@code attach}, which begins with the first declaration;
 * the public methods may be called from any thread and never wait.
 */
public final class Attachments implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Attachments.class);
  private static final Duration STOP_BOUND = Duration.ofSeconds(2);

  private final Ports ports;
  private final Wishes wishes = new Wishes();
  private final Tally tally = new Tally();
  private final Forwarding forwarding;
  private final Map<AttachmentId, AttachmentCondition> conditions = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "attach");
  private volatile Switches switches;

  // Only the thread.
  private final Set<AttachmentId> inUse = new LinkedHashSet<>();
  private Declared declared = Declared.NOTHING;
  private boolean isFirst = true;

  /** Somebody asked for it: whatever is settled about recovery by itself. */
  private boolean isForced;

  /**
   * What it needs of others.
   *
   * @param links the kernel
   * @param gateway forwards between CAN links
   * @param archive remembers what we made
   * @param waiting hears why somebody's interface is not there yet; must not block
   * @param wallClock for display
   */
  public record Ports(
      Links links,
      CanGateway gateway,
      AttachmentArchive archive,
      Waiting waiting,
      InstantSource wallClock) {}

  /** Hears of an interface that is missing although it is declared. */
  @FunctionalInterface
  public interface Waiting {
    /**
     * It is being made, or could not be made.
     *
     * @param linuxInterface its kernel name
     * @param reason a sentence
     */
    void missing(String linuxInterface, String reason);
  }

  /**
   * Without declarations, and without a thread.
   *
   * @param ports what it needs of others
   * @param switches what the operator settles
   */
  public Attachments(Ports ports, Switches switches) {
    this.ports = ports;
    this.switches = switches;
    this.forwarding = new Forwarding(ports.links(), ports.gateway());
    thread.setDaemon(true);
  }

  /**
   * Puts other switches into force.
   *
   * @param changed from now on
   */
  public void use(Switches changed) {
    switches = changed;
    wishes.wake();
  }

  /**
   * What is declared from now on. What we made for a declaration that is gone, is removed.
   *
   * @param now all of it
   */
  public void declare(Declared now) {
    boolean isNeeded = !now.all().isEmpty();
    if (wishes.declare(now, isNeeded)) {
      thread.start();
    }
  }

  /**
   * Somebody needs an interface that is not there.
   *
   * @param linuxInterface its kernel name
   * @return false if it is not declared, so that nobody will make it
   */
  public boolean need(String linuxInterface) {
    return wishes.need(linuxInterface);
  }

  /**
   * Has an interface made if it is missing, and waits until that was tried.
   *
   * @param id which row declares it
   * @param linuxInterface its kernel name
   * @param atMost how long to wait
   * @return how it is then; empty if it is not declared, or not tried in time
   */
  public Optional<AttachmentCondition> ensure(
      AttachmentId id, String linuxInterface, Duration atMost) {
    CountDownLatch tried = new CountDownLatch(1);
    if (!wishes.need(linuxInterface, tried::countDown)) {
      return Optional.empty();
    }
    try {
      return tried.await(atMost.toNanos(), TimeUnit.NANOSECONDS)
          ? Optional.of(condition(id))
          : Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * The kernel's links have changed: what could not be made may be made now.
   *
   * @param linuxInterface which one came, went or changed
   */
  public void linkChanged(String linuxInterface) {
    wishes.look();
  }

  /**
   * Has links looked at, soon.
   *
   * @param extent which, and what is made of what is missing
   * @return false where none is declared
   */
  public boolean check(CheckExtent extent) {
    return wishes.check(extent);
  }

  /**
   * How a declared link is.
   *
   * @param id which
   * @return unused if it is not known
   */
  public AttachmentCondition condition(AttachmentId id) {
    return conditions.getOrDefault(id, AttachmentCondition.unused());
  }

  /**
   * What happened since the start.
   *
   * @return at this moment
   */
  public AttachCounters counters() {
    return tally.counters();
  }

  /**
   * Between which CAN links frames are forwarded.
   *
   * @return as it was seen last, both directions
   */
  public List<ForwardingRule> forwarding() {
    return forwarding.known();
  }

  @Override
  public void close() {
    wishes.close();
    try {
      thread.join(STOP_BOUND.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn("ATTACH-STUCK thread=attach did not stop");
    }
  }

  private void run() {
    Journal journal = new Journal(ports.archive());
    Recovery recovery = new Recovery(ports.links(), journal, System::nanoTime);
    Optional<Wishes.Turn> turn = wishes.take(switches.healthInterval());
    while (turn.isPresent()) {
      try {
        work(turn.get(), journal, recovery);
      } catch (RuntimeException | Error bug) { // without this thread no link would come back
        log.error("ATTACH-BUG {}", bug.toString(), bug);
      }
      turn.get().afterwards().forEach(Runnable::run);
      journal.settle();
      turn = wishes.take(switches.healthInterval());
    }
  }

  private void work(Wishes.Turn turn, Journal journal, Recovery recovery) {
    if (!turn.declared().equals(declared) || isFirst) {
      adopt(turn.declared(), journal, recovery);
    }
    for (String name : turn.needed()) {
      declared
          .named(name)
          .ifPresent(
              one -> {
                inUse.add(one.id());
                ensure(one, journal, recovery);
              });
    }
    if (turn.check().isPresent()) {
      health(turn.check().get(), journal, recovery);
    } else if (turn.isLook()) {
      retry(journal, recovery);
    }
  }

  // What is declared.

  private void adopt(Declared now, Journal journal, Recovery recovery) {
    Declared before = declared;
    declared = now;
    for (AttachmentRecord record : journal.records()) {
      Optional<Attachment> owner = now.of(record.id()).filter(Attachment::enable);
      Optional<LinkSpec> made = record.made();
      if (made.isPresent() && !owner.filter(one -> isStill(one, made.get())).isPresent()) {
        recovery.end(record.id(), made.get());
        journal.disowns(record.id());
      }
      if (now.of(record.id()).isEmpty()) {
        journal.forgets(record.id());
      }
    }
    conditions.keySet().removeIf(id -> now.of(id).isEmpty());
    inUse.removeIf(id -> now.of(id).filter(Attachment::enable).isEmpty());
    now.all().forEach(one -> conditions.merge(one.id(), fresh(one, journal), Attachments::kept));
    boolean all = isFirst && switches.proactive();
    isFirst = false;
    for (Attachment one : now.all()) {
      if (one.enable() && (all || journal.made(one.id()).isPresent())) {
        inUse.add(one.id());
      }
    }
    inUse.stream()
        .filter(id -> !now.of(id).equals(before.of(id)))
        .toList()
        .forEach(id -> ensure(id, journal, recovery));
  }

  /** The chain fills in the parent: what was made is compared with what would be made. */
  private boolean isStill(Attachment one, LinkSpec made) {
    List<Attachment> chain = declared.chain(one).links();
    return chain.isEmpty() || chain.get(chain.size() - 1).link().isMadeAs(made);
  }

  private static AttachmentCondition fresh(Attachment one, Journal journal) {
    Optional<AttachmentRecord> record = journal.of(one.id());
    return new AttachmentCondition(
        one.enable() ? Status.UNUSED : Status.DISABLED,
        "",
        record.flatMap(AttachmentRecord::lastRecovery),
        record.map(AttachmentRecord::recoveries).orElse(0L));
  }

  private static AttachmentCondition kept(AttachmentCondition old, AttachmentCondition fresh) {
    boolean changes = fresh.status() == Status.DISABLED || old.status() == Status.DISABLED;
    return changes ? old.as(fresh.status(), "") : old;
  }

  // What is needed.

  private void ensure(AttachmentId id, Journal journal, Recovery recovery) {
    declared.of(id).filter(Attachment::enable).ifPresent(one -> ensure(one, journal, recovery));
  }

  /** The base first, then what sits on it, the one that is wanted last. */
  private void ensure(Attachment wanted, Journal journal, Recovery recovery) {
    Declared.Chain chain = declared.chain(wanted);
    if (chain.objection().isPresent()) {
      failed(wanted, wanted, chain.objection().get());
      return;
    }
    for (Attachment one : chain.links()) {
      if (!ensureOne(one, wanted, journal, recovery)) {
        return;
      }
    }
    forwarding.wire(wanted, declared).ifPresent(failure -> failed(wanted, wanted, failure));
  }

  private boolean ensureOne(Attachment one, Attachment wanted, Journal journal, Recovery recovery) {
    boolean isLeft = !switches.autoRecover() && !isForced;
    if (isLeft && ports.links().look(one.link()).index().isEmpty()) {
      failed(
          one, wanted, new Failed(Cause.NOT_ALLOWED, "is missing, and attach.autoRecover=false"));
      return false;
    }
    Recovery.Result result = recovery.ensure(one.id(), one.link());
    if (result.answer() instanceof Failed failure) {
      failed(one, wanted, failure);
      return false;
    }
    LinkKind kind = one.link().kind();
    if (result.answer() instanceof LinkAnswer.Done) {
      Instant now = ports.wallClock().instant();
      log.info(
          "ATTACH-RECREATED {} if={} kind={} for={} took={} us",
          one.id(),
          one.link().name(),
          kind.word(),
          wanted.link().name(),
          result.took().toNanos() / 1000);
      tally.made(kind, result.took());
      conditions.computeIfPresent(one.id(), (id, old) -> old.made(now));
      journal.recovered(one.id(), one.link(), now);
    } else {
      Status status = journal.isOurs(one.id(), one.link()) ? Status.MADE : Status.FOUND;
      conditions.computeIfPresent(one.id(), (id, old) -> old.as(status, ""));
    }
    return true;
  }

  private void failed(Attachment one, Attachment wanted, Failed failure) {
    boolean isFatal = failure.trouble() == Trouble.FATAL;
    Status status = isFatal ? Status.ERROR_MISCONFIGURED : Status.ERROR;
    AttachmentCondition before = condition(one.id());
    if (!before.reason().equals(failure.reason())) { // the same one is told once
      log.warn(
          "ATTACH-RECREATE-FAILED {} if={} kind={} trouble={} cause={} reason={}",
          one.id(),
          one.link().name(),
          one.link().kind().word(),
          failure.trouble(),
          failure.cause().word(),
          failure.reason());
    }
    tally.failed(one.link().kind(), failure.cause());
    conditions.computeIfPresent(one.id(), (id, old) -> old.as(status, failure.reason()));
    String what = one.link().name() + ": " + failure.reason();
    if (!one.id().equals(wanted.id())) {
      conditions.computeIfPresent(wanted.id(), (id, old) -> old.as(status, what));
    }
    ports
        .waiting()
        .missing(
            wanted.link().name(),
            isFatal ? "cannot be made: " + what : "is not there yet: " + what);
  }

  // What is looked after.

  private void health(CheckExtent extent, Journal journal, Recovery recovery) {
    if (extent == CheckExtent.ALL) {
      declared.all().stream().filter(Attachment::enable).forEach(one -> inUse.add(one.id()));
    }
    List<String> missing = new ArrayList<>();
    for (AttachmentId id : inUse) {
      declared
          .of(id)
          .filter(one -> ports.links().look(one.link()).index().isEmpty())
          .ifPresent(one -> missing.add(one.link().name()));
    }
    if (missing.isEmpty()) {
      log.debug("ATTACH-HEALTH-OK links={}", inUse.size());
    } else {
      log.warn("ATTACH-HEALTH-FAILED missing={}", missing);
    }
    isForced = extent == CheckExtent.ALL;
    inUse.stream().toList().forEach(id -> ensure(id, journal, recovery));
    isForced = false;
    tally.checked();
  }

  /** What is in use and not well. */
  private void retry(Journal journal, Recovery recovery) {
    inUse.stream()
        .filter(id -> condition(id).status() == Status.ERROR)
        .toList()
        .forEach(id -> ensure(id, journal, recovery));
  }
}
