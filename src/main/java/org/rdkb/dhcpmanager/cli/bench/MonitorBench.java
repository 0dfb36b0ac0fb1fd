package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.plugin.ClientTokens;
import org.rdkb.dhcpmanager.plugin.LeaseMonitor;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.plugin.MonitorStartException;

/**
 * The lease monitor by itself, through each of its doors: messages of {@value #ROWS} rows at once,
 * each checked, decoded and counted in the order of its row, and one message alone.
 */
public final class MonitorBench {
  static final int ROWS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The monitor's own; all others are the senders'. */
  private static final Set<String> THREADS = Set.of("monitor", "monitor-unix", "spool");

  private final Console console;
  private final int count;
  private final Path scratch;

  /** Counted where messages are taken: the monitor's own counter may be one behind the senders. */
  private final AtomicLong handedOver = new AtomicLong();

  private final AtomicLongArray seen = new AtomicLongArray(ROWS);
  private final AtomicLongArray seenAt = new AtomicLongArray(ROWS);

  /**
   * A bench of the monitor.
   *
   * @param console where figures go
   * @param count single messages; a hundred times as many at once
   * @param scratch an empty folder
   */
  public MonitorBench(Console console, int count, Path scratch) {
    this.console = console;
    this.count = count;
    this.scratch = scratch;
  }

  /**
   * Measures and prints.
   *
   * @throws IOException if a door cannot be opened, or a message is lost
   * @throws InterruptedException when stopped
   */
  public void run() throws IOException, InterruptedException {
    for (MonitorDoor.Kind kind : MonitorDoor.Kind.values()) {
      Path folder = Files.createDirectory(scratch.resolve(kind.name()));
      for (int row = 0; row < ROWS; row++) {
        seen.set(row, 0);
      }
      measure(kind, folder);
    }
  }

  private void measure(MonitorDoor.Kind kind, Path folder)
      throws IOException, InterruptedException {
    ClientTokens tokens = new ClientTokens();
    for (int row = 0; row < ROWS; row++) {
      tokens.trust(row(row), "wan" + row, MonitorDoor.token(row));
    }
    String address =
        kind == MonitorDoor.Kind.UNIX ? "unix:" + folder.resolve("door") : "tcp://127.0.0.1:0";
    Path spool = folder.resolve("spool");
    try (LeaseMonitor monitor =
        new LeaseMonitor(
            MonitorAddress.parse(address),
            spool,
            tokens,
            (row, n, report, age) -> took(row, n),
            InstantSource.system())) {
      for (int row = 0; row < ROWS; row++) {
        monitor.prepare(row(row));
      }
      monitor.start();
      Senders senders = new Senders(kind, monitor.forPlugins(), spool);
      together(senders, Math.max(1, count * 10 / ROWS)); // the virtual machine warms up
      long former = handedOver.get();
      Cost before = Cost.now();
      int each = Math.max(1, count * 100 / ROWS);
      long begun = System.nanoTime();
      together(senders, each);
      long took = System.nanoTime() - begun;
      Cost cost = Cost.now().minus(before);
      long messages = (long) each * ROWS;
      long lost = messages - (handedOver.get() - former);
      print(kind, messages, lost, took, cost);
      alone(senders, kind);
    } catch (MonitorStartException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /** How messages get to one monitor. */
  private record Senders(MonitorDoor.Kind kind, String address, Path spool) {
    MonitorDoor open(int row) throws IOException {
      return MonitorDoor.open(kind, address, spool.resolve(row(row).toString()));
    }
  }

  private static RowId row(int index) {
    return new RowId(Family.V4, index + 1);
  }

  private boolean took(RowId row, long number) {
    handedOver.incrementAndGet();
    int index = row.instance() - 1;
    if (number != seen.get(index) + 1) {
      return true; // a hole: the sum will tell
    }
    seenAt.set(index, System.nanoTime());
    seen.set(index, number);
    return true;
  }

  /** Each row's sender on a thread of its own; ends when the last message was taken. */
  private void together(Senders senders, int each) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(ROWS);
    List<Future<?>> all = new ArrayList<>();
    try {
      for (int row = 0; row < ROWS; row++) {
        int index = row;
        all.add(
            threads.submit(
                () -> {
                  send(senders, index, each);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException("bench monitor: " + e, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void send(Senders senders, int row, int each) throws IOException {
    long last = seen.get(row) + each;
    try (MonitorDoor door = senders.open(row)) {
      for (long number = seen.get(row) + 1; number <= last; number++) {
        door.send(MonitorDoor.message(row, number));
        if (!door.isStream()) {
          await(row, number); // a client speaks one word after another
        }
      }
      await(row, last);
    }
  }

  private void await(int row, long number) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (seen.get(row) < number) {
      if (System.nanoTime() > deadline) {
        throw new IOException("row " + row + " lost " + (number - seen.get(row)) + " messages");
      }
      LockSupport.parkNanos(20_000);
    }
  }

  private void alone(Senders senders, MonitorDoor.Kind kind) throws IOException {
    Figures figures = new Figures("monitor: one message, until it is handed over");
    try (MonitorDoor door = senders.open(0)) {
      for (int i = 0; i < count; i++) {
        long number = seen.get(0) + 1;
        byte[] message = MonitorDoor.message(0, number);
        long begun = System.nanoTime();
        door.send(message);
        await(0, number);
        figures.addSince(begun, seenAt.get(0));
      }
    }
    figures.print(console, line -> line.writeStringField("door", kind.text()));
  }

  private void print(MonitorDoor.Kind kind, long messages, long lost, long nanos, Cost cost) {
    console.jsonLine(
        line -> {
          line.writeStringField("bench", "monitor: messages of " + ROWS + " rows at once");
          line.writeStringField("door", kind.text());
          line.writeNumberField("messages", messages);
          line.writeNumberField("perSecond", messages * 1_000_000_000L / Math.max(1, nanos));
          line.writeNumberField("lost", lost);
          line.writeNumberField("cpuMicrosPerMessage", cost.nanos() / 1000 / messages);
          line.writeNumberField("bytesAllocatedPerMessage", cost.bytes() / messages);
        });
  }

  /**
   * What the monitor's own threads have used so far.
   *
   * @param nanos of processor time
   * @param bytes allocated, live or not
   */
  private record Cost(long nanos, long bytes) {
    static Cost now() {
      long nanos = 0;
      long bytes = 0;
      if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean beans) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
          String name = thread.getName();
          if (THREADS.contains(name) || name.startsWith("iothread")) {
            nanos += beans.getThreadCpuTime(thread.getId());
            bytes += beans.getThreadAllocatedBytes(thread.getId());
          }
        }
      }
      return new Cost(nanos, bytes);
    }

    Cost minus(Cost earlier) {
      return new Cost(nanos - earlier.nanos, bytes - earlier.bytes);
    }
  }
}
