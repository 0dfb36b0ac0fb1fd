package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.BusConnector;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;

/**
 * How long the manager takes from its start until every stored row is on the bus, beside a bare
 * virtual machine with the same flags in alternation, and how much memory it keeps. No client runs.
 */
public final class StartBench {
  private static final List<Integer> ROWS = List.of(8, 1000);
  private static final List<String> TABLES =
      List.of("Device.DHCPv4.Client.", "Device.DHCPv6.Client.");
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Longer than the pause after which the virtual machine gives memory back. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(25);

  private static final String MAIN = "org.rdkb.dhcpmanager.Main";

  private final Console console;
  private final BusConnector buses;
  private final int starts;

  /**
   * A bench.
   *
   * @param console where figures go
   * @param buses joins a bus
   * @param starts of each program, positive
   */
  public StartBench(Console console, BusConnector buses, int starts) {
    this.console = console;
    this.buses = buses;
    this.starts = starts;
  }

  /**
   * Measures and prints.
   *
   * @param program command that starts this program, without verb
   * @param scratch an empty folder
   * @throws IOException if a start fails
   * @throws BusException if the manager refuses rows
   */
  public void run(List<String> program, Path scratch) throws IOException, BusException {
    for (int rows : ROWS) {
      Path folder = Files.createDirectory(scratch.resolve(Integer.toString(rows)));
      try (Children children = new Children(folder)) {
        measure(rows, new Daemon(program, folder, children));
      }
    }
  }

  private void measure(int rows, Daemon daemon) throws IOException, BusException {
    daemon.prepare(rows, buses);
    Figures ours = new Figures("start: until every row is on the bus");
    Figures bare = new Figures("start: a bare virtual machine until main");
    for (int i = 0; i < starts; i++) {
      long begun = System.nanoTime();
      daemon.bare();
      bare.addSince(begun, System.nanoTime());
      begun = System.nanoTime();
      Process process = daemon.start();
      ours.addSince(begun, System.nanoTime());
      if (i == starts - 1) {
        long atOnce = Memory.resident(process.pid());
        LockSupport.parkNanos(REST_NANOS);
        print(rows, atOnce, Memory.resident(process.pid()));
      }
      daemon.end(process);
    }
    double ratio = (double) ours.quantile(0.5) / bare.quantile(0.5);
    bare.print(console);
    ours.print(
        console,
        line -> {
          line.writeNumberField("rows", rows);
          line.writeNumberField("against_bare", Math.round(ratio * 100) / 100.0);
        });
  }

  private void print(int rows, long atOnce, long atRest) {
    console.jsonLine(
        line -> {
          line.writeStringField("bench", "start: resident memory");
          line.writeNumberField("rows", rows);
          line.writeStringField("unit", "KiB");
          line.writeNumberField("started", atOnce);
          line.writeNumberField("at_rest", atRest);
        });
  }

  /** One manager's folders, and the processes on them, one at a time. */
  private record Daemon(List<String> program, Path folder, Children children) {

    /** Half of the rows of each family, enabled, on links that are not there. */
    void prepare(int rows, BusConnector buses) throws IOException, BusException {
      Files.writeString(
          folder.resolve("settings"),
          "monitor.address=ipc://%s\nready.file=%s\n".formatted(folder.resolve("door"), ready()));
      Process first = start();
      BusConsumer bus = buses.connect(address(), CALL);
      try {
        for (String table : TABLES) {
          for (int row = bus.rows(table).size() + 1; row <= rows / TABLES.size(); row++) {
            bus.addRow(table, "row-" + row);
          }
        }
      } finally {
        bus.close();
      }
      end(first);
    }

    Process start() throws IOException {
      List<String> command = new ArrayList<>(program);
      command.addAll(List.of("run", "--bus", address()));
      command.addAll(List.of("--config", folder.resolve("settings").toString()));
      command.addAll(List.of("--state", folder.resolve("state").toString()));
      command.addAll(List.of("--run", folder.resolve("run").toString()));
      Process process = children.startQuiet(command);
      long deadline = System.nanoTime() + READY_NANOS;
      while (!Files.exists(ready())) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("the manager was not ready: " + String.join(" ", command));
        }
        LockSupport.parkNanos(200_000);
      }
      return process;
    }

    void end(Process process) throws IOException {
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          throw new IOException("the manager did not end");
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException("stopped", stopped);
      }
    }

    void bare() throws IOException {
      List<String> command = new ArrayList<>(program);
      command.set(command.indexOf(MAIN), BareStart.class.getName());
      end(children.startReady(command));
    }

    private String address() {
      return "unix://" + folder.resolve("bus");
    }

    private Path ready() {
      return folder.resolve("ready");
    }
  }
}
