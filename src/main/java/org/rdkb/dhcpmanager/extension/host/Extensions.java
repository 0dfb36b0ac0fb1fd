package org.rdkb.dhcpmanager.extension.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.lease.Grant;
import org.rdkb.dhcpmanager.extension.Extension;
import org.rdkb.dhcpmanager.extension.Judgement;

/**
 * All extensions, asked one after another in the order of their jars. The first objection counts;
 * each sees of a lease what those before it have added.
 */
public final class Extensions implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Extensions.class);
  private static final int MOST_WAITING = 256;
  private static final int LONGEST_REASON = 200;

  /** How soon a row that had no room is asked again. */
  private static final long RETRY_MILLIS = 50;

  /** Nothing is due then; no wait is without a bound. */
  private static final long IDLE_MILLIS = 60_000;

  private static final Duration STOP_BOUND = Duration.ofSeconds(1);
  private static final Set<Integer> SENT4 = Set.of(43, 60, 61);
  private static final Set<Integer> SENT6 = Set.of(15, 16, 17, 25);

  private final List<Guest> guests;
  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Undelivered undelivered = new Undelivered();
  private final AtomicLong missedChanges = new AtomicLong();
  private final Thread thread = new Thread(this::pass, "extensions");
  private volatile boolean stopping;

  private Extensions(List<Guest> guests) {
    this.guests = List.copyOf(guests);
    this.thread.setDaemon(true);
  }

  /**
   * Loads them and starts the thread that passes leases and changes on.
   *
   * @param folder where their jars are
   * @return ready, also if there is none
   * @throws IOException if the folder cannot be read
   */
  public static Extensions load(Path folder) throws IOException {
    Extensions loaded = new Extensions(ExtensionJars.load(folder));
    loaded.thread.start();
    log.info(
        "EXTENSIONS-LOADED folder={} names={}",
        folder,
        loaded.guests.stream().map(Guest::name).toList());
    return loaded;
  }

  /**
   * Whether a configuration may be set.
   *
   * @param row which row
   * @param wanted as it would be
   * @return the first objection
   */
  public Optional<String> objection(RowId row, ClientConfiguration wanted) {
    return first("objection", guest -> guest.objection(row, wanted));
  }

  /**
   * Clients that are started only if no extension refuses, and send what extensions add.
   *
   * @param clients who starts them
   * @return the same, asked first
   */
  public ClientLauncher before(ClientLauncher clients) {
    return new AskedLauncher(this, clients);
  }

  Optional<String> startRefusal(RowId row, ClientConfiguration wanted) {
    return first("startRefusal", guest -> guest.startRefusal(row, wanted));
  }

  private Optional<String> first(String what, Function<Extension, Optional<String>> question) {
    for (Guest guest : guests) {
      Optional<String> reason = guest.ask(what, question).flatMap(found -> found);
      if (reason.isPresent()) {
        return Optional.of(words(guest, reason.get()));
      }
    }
    return Optional.empty();
  }

  /** The row's own configuration with what extensions want sent besides. */
  ClientConfiguration withSentOptions(RowId row, ClientConfiguration wanted) {
    List<SentOption> all = new ArrayList<>(wanted.sentOptions());
    for (Guest guest : guests) {
      for (SentOption option :
          guest.ask("sentOptions", one -> one.sentOptions(row, wanted)).orElse(List.of())) {
        if ((row.family() == Family.V4 ? SENT4 : SENT6).contains(option.code())) {
          add(option, all);
        } else {
          guest.fault("sentOptions", "option " + option.code());
        }
      }
    }
    return new ClientConfiguration(
        wanted.enable(),
        wanted.linuxInterface(),
        wanted.misconfiguration(),
        wanted.requestedOptions(),
        all,
        wanted.v6());
  }

  /** A row's value goes before; a row without one asks for it, as RDK-B has it. */
  private static void add(SentOption option, List<SentOption> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).code() == option.code()) {
        if (all.get(i).payload().length() == 0) {
          all.set(i, option);
        }
        return;
      }
    }
    all.add(option);
  }

  /**
   * Has a report judged, if it grants something, and hands it on, in the order of the calls.
   *
   * @param row which row
   * @param report what the client said
   * @param judged takes it as it is then, or answers false if the row has no room: then it is asked
   *     again soon, before anything later for that row; runs on a thread of ours
   * @return false if too much waits; nothing has happened then
   */
  public boolean judge(RowId row, LeaseReport report, Predicate<LeaseReport> judged) {
    return undelivered.count() < MOST_WAITING
        && waiting.offer(
            () -> {
              LeaseReport judgement = judgedReport(row, report);
              undelivered.deliver(row, () -> judged.test(judgement));
            });
  }

  private LeaseReport judgedReport(RowId row, LeaseReport report) {
    if (!(report instanceof LeaseReport.Granted granted)) {
      return report;
    }
    Grant grant = granted.grant();
    for (Guest guest : guests) {
      Grant before = grant;
      Optional<Judgement> judgement = guest.ask("judge", one -> one.judge(row, before));
      if (judgement.isPresent() && judgement.get() instanceof Judgement.Refused refused) {
        return new LeaseReport.Refused(words(guest, refused.reason()));
      }
      if (judgement.isPresent() && judgement.get() instanceof Judgement.Accepted accepted) {
        if (Additions.isOnly(before, accepted.grant())) {
          grant = accepted.grant();
        } else {
          guest.fault("judge", "changed what is the server's");
        }
      }
    }
    return new LeaseReport.Granted(grant);
  }

  /**
   * Tells of a change. Does not wait.
   *
   * @param before the row until now
   * @param after the row from now on
   */
  public void changed(RowSnapshot before, RowSnapshot after) {
    boolean taken = waiting.offer(() -> guests.forEach(guest -> tell(guest, before, after)));
    if (!taken) {
      missedChanges.incrementAndGet();
    }
  }

  private static void tell(Guest guest, RowSnapshot before, RowSnapshot after) {
    guest.ask(
        "changed",
        one -> {
          one.changed(before, after);
          return true;
        });
  }

  /**
   * How they are, for an operator.
   *
   * @return one sentence each, joined by semicolons; empty if there is none
   */
  public String condition() {
    Stream<String> all = guests.stream().map(Guest::condition);
    long missed = missedChanges.get();
    return Stream.concat(
            all, missed == 0 ? Stream.of() : Stream.of("changes nobody was told of: " + missed))
        .collect(Collectors.joining("; "));
  }

  /** Its words are shown and logged: printable ASCII, cut. */
  private static String words(Guest guest, String reason) {
    String plain = reason.replaceAll("[^ -~]", ".").strip();
    String cut = plain.length() > LONGEST_REASON ? plain.substring(0, LONGEST_REASON) : plain;
    return "extension " + guest.name() + ": " + cut;
  }

  private void pass() {
    while (!stopping) {
      try {
        boolean soon = undelivered.count() > 0;
        Runnable next = waiting.poll(soon ? RETRY_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
        if (soon) {
          undelivered.deliverAgain();
        }
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException bug) {
        log.error("EXTENSIONS-BUG {}", bug.toString(), bug);
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    guests.forEach(Guest::close);
    try {
      thread.join(STOP_BOUND.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
