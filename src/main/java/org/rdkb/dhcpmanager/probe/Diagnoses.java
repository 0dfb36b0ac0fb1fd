package org.rdkb.dhcpmanager.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.Diagnosis;
import org.rdkb.dhcpmanager.core.client.Diagnosis.Finding;
import org.rdkb.dhcpmanager.core.client.Diagnosis.Layer;
import org.rdkb.dhcpmanager.core.client.Diagnosis.Verdict;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;

/** Makes diagnoses, two at once at most, each within 3 s. Any thread may call; none waits. */
public final class Diagnoses implements AutoCloseable {
  /** Gateway, name server and bus are asked at the same time: this is for all of them. */
  static final Duration BOUND = Duration.ofMillis(2500);

  private static final Logger log = LogManager.getLogger(Diagnoses.class);
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final int AT_ONCE = 2;
  private static final int THREADS = 8;

  private final Surroundings surroundings;
  private final InstantSource clock;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final ThreadPoolExecutor threads;

  Diagnoses(Surroundings surroundings, InstantSource clock) {
    this.surroundings = surroundings;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            0,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "diagnose-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Diagnoses of this machine, in the network namespace of the process.
   *
   * @param clock the steady clock
   * @param bus asks the bus: empty if it answers, else why not
   * @return no thread runs until it is asked
   */
  public static Diagnoses of(InstantSource clock, Supplier<String> bus) {
    return new Diagnoses(new LinuxSurroundings(bus), clock);
  }

  /**
   * Takes an order.
   *
   * @param row as it is now
   * @param answer told once, on a thread of this object, within 3 s; must not block
   * @return false if two diagnoses are being made; {@code answer} is not told then
   */
  public boolean order(RowSnapshot row, Consumer<Diagnosis> answer) {
    if (!turns.tryAcquire()) {
      return false;
    }
    try {
      threads.execute(
          () -> {
            Diagnosis made;
            try {
              made = make(Subject.of(row, clock.instant()));
            } finally {
              turns.release();
            }
            answer.accept(made);
          });
      return true;
    } catch (RejectedExecutionException busy) {
      turns.release();
      return false;
    }
  }

  private Diagnosis make(Subject subject) {
    List<Finding> found = new ArrayList<>();
    found.add(subject.isEnabled() ? link(subject) : notAsked(Layer.LINK, "the row is disabled"));
    boolean isUp = isGood(found);
    found.add(isUp ? subject.server() : notAsked(Layer.SERVER, "without a link there is none"));
    found.add(isGood(found) ? address(subject) : notAsked(Layer.ADDRESS, "without a lease"));
    boolean reaches = isGood(found);
    CompletableFuture<Finding> gateway = asked(Layer.GATEWAY, reaches, () -> gateway(subject));
    CompletableFuture<Finding> dns = asked(Layer.DNS, reaches, () -> dns(subject));
    CompletableFuture<Finding> bus =
        asked(Layer.BUS, true, () -> verdict(Layer.BUS, surroundings.bus(), "the broker answers"));
    long end = System.nanoTime() + BOUND.toNanos();
    found.add(await(Layer.GATEWAY, gateway, end));
    found.add(await(Layer.DNS, dns, end));
    found.add(await(Layer.BUS, bus, end));
    return new Diagnosis(found);
  }

  private static boolean isGood(List<Finding> found) {
    return found.get(found.size() - 1).verdict() == Verdict.GOOD;
  }

  private Finding link(Subject subject) {
    return verdict(
        Layer.LINK,
        subject.linuxInterface().isEmpty()
            ? "the row has no interface"
            : surroundings.link(subject.linuxInterface()),
        subject.linuxInterface() + " is up");
  }

  private Finding address(Subject subject) {
    List<InetAddress> missing = new ArrayList<>(subject.addresses());
    missing.removeAll(surroundings.addresses(subject.linuxInterface()));
    if (subject.addresses().isEmpty()) {
      return new Finding(Layer.ADDRESS, Verdict.GOOD, "the lease has none, a prefix at most");
    }
    return verdict(
        Layer.ADDRESS,
        missing.isEmpty()
            ? ""
            : missing.get(0).getHostAddress() + " is not on " + subject.linuxInterface(),
        subject.addresses().get(0).getHostAddress() + " is on " + subject.linuxInterface());
  }

  private Finding gateway(Subject subject) {
    Optional<InetAddress> router =
        subject.router().or(() -> subject.router6(surroundings::router6));
    if (router.isEmpty()) {
      return new Finding(Layer.GATEWAY, Verdict.BAD, subject.noRouter());
    }
    String name = router.get().getHostAddress();
    String trouble =
        surroundings.neighbour(
            subject.linuxInterface(), subject.source(router.get()), router.get(), PROBE);
    return verdict(Layer.GATEWAY, trouble, name + " answers on " + subject.linuxInterface());
  }

  private Finding dns(Subject subject) {
    if (subject.nameServers().isEmpty()) {
      return new Finding(Layer.DNS, Verdict.BAD, "the lease names no server");
    }
    InetAddress server = subject.nameServers().get(0);
    return verdict(
        Layer.DNS,
        surroundings.nameServer(subject.addresses().stream().findFirst(), server, PROBE),
        server.getHostAddress() + " answers");
  }

  private CompletableFuture<Finding> asked(Layer layer, boolean wanted, Supplier<Finding> probe) {
    if (!wanted) {
      return CompletableFuture.completedFuture(notAsked(layer, "without an address of no use"));
    }
    try {
      Executor own = threads;
      return CompletableFuture.supplyAsync(probe, own);
    } catch (RejectedExecutionException busy) {
      return CompletableFuture.completedFuture(
          notAsked(layer, "others of this kind have not come to an end"));
    }
  }

  private static Finding await(Layer layer, CompletableFuture<Finding> asked, long end) {
    try {
      return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      asked.cancel(true);
      return new Finding(layer, Verdict.BAD, "no answer within " + BOUND.toMillis() + " ms");
    } catch (ExecutionException | CompletionException bug) {
      log.error("DIAGNOSE-BUG layer={}", layer.word(), bug);
      return new Finding(layer, Verdict.NOT_ASKED, "internal error");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return notAsked(layer, "the manager is stopping");
    }
  }

  private static Finding verdict(Layer layer, String trouble, String good) {
    return trouble.isEmpty()
        ? new Finding(layer, Verdict.GOOD, good)
        : new Finding(layer, Verdict.BAD, trouble);
  }

  private static Finding notAsked(Layer layer, String why) {
    return new Finding(layer, Verdict.NOT_ASKED, why);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
