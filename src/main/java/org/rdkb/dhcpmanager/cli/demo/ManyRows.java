package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;

/**
 * Many rows at once, each with a real client on an interface of its own (a macvlan on the gateway's
 * cable, so one server serves all).
 */
final class ManyRows {
  private static final int[] STEPS = {1, 8, 64};
  private static final int MOST = 64;
  private static final int GETS = 100;
  private static final int WARM_UP = 2000;
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final Duration IDLE = Duration.ofSeconds(20);

  /** Clock ticks of the processor time in proc(5); 100 on every Linux that Java runs on. */
  private static final int TICKS_PER_SECOND = 100;

  /** Field of {@code /proc/<pid>/stat}, counted after the name in brackets: utime, stime. */
  private static final int USER_TIME = 11;

  private final RowBench.Ends ends;
  private final long manager;
  private final Console console;
  private final int count;
  private final List<String> rows = new ArrayList<>();

  ManyRows(RowBench.Ends ends, long manager, Console console, int count) {
    this.ends = ends;
    this.manager = manager;
    this.console = console;
    this.count = count;
  }

  void measure(Bench.Subject subject)
      throws BusException, DemoFailure, IOException, InterruptedException {
    if (subject == Bench.Subject.SCALE) {
      scale();
    } else {
      overhead();
    }
  }

  private void scale() throws BusException, DemoFailure, IOException, InterruptedException {
    long first = 0;
    for (int step : STEPS) {
      Duration took = bindUpTo(step);
      Figures get = new Figures("scale: get of one parameter");
      for (int i = -WARM_UP; i < count * GETS; i++) {
        String path = rows.get(Math.floorMod(i, rows.size())) + "DHCPStatus";
        long begun = System.nanoTime();
        ends.bus().get(List.of(path));
        if (i >= 0) {
          get.addSince(begun, System.nanoTime());
        }
      }
      first = first == 0 ? get.quantile(0.99) : first;
      double ratio = (double) get.quantile(0.99) / first;
      get.print(
          console,
          line -> {
            line.writeNumberField("rows", step);
            line.writeNumberField("boundAfterMillis", took.toMillis());
            line.writeNumberField("p99AgainstOneRow", Math.round(ratio * 100) / 100.0);
          });
    }
  }

  private void overhead() throws BusException, DemoFailure, IOException, InterruptedException {
    bindUpTo(MOST);
    pause(Duration.ofSeconds(5)); // what follows a lease is over
    long before = ticks(manager);
    long begun = System.nanoTime();
    pause(IDLE);
    long used = ticks(manager) - before;
    double seconds = (System.nanoTime() - begun) / 1e9;
    console.jsonLine(
        line -> {
          line.writeStringField("bench", "overhead: processor time of the manager while idle");
          line.writeNumberField("rows", MOST);
          line.writeNumberField("seconds", Math.round(seconds));
          line.writeNumberField("millis", used * 1000 / TICKS_PER_SECOND);
          line.writeStringField(
              "percentOfACore",
              String.format(Locale.ROOT, "%.3f", used * 100.0 / TICKS_PER_SECOND / seconds));
        });
  }

  private void pause(Duration length) throws DemoFailure, InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    ends.patience().until("the pause", length.multipliedBy(2), () -> System.nanoTime() >= end);
  }

  /** Adds rows until there are that many, and waits until all are bound. */
  private Duration bindUpTo(int wanted)
      throws BusException, DemoFailure, IOException, InterruptedException {
    int before = rows.size();
    for (int i = before; i < wanted; i++) {
      String name = "many" + i;
      run("ip", "link", "add", name, "link", Topology.WAN, "type", "macvlan", "mode", "bridge");
      run("ip", "link", "set", name, "up");
      String row = ClientRow.DHCPV4 + ends.bus().addRow(ClientRow.DHCPV4, "") + ".";
      ends.bus().set(List.of(new BusProperty(row + "Interface", BusValue.text(name))));
      rows.add(row);
    }
    List<BusProperty> enable = new ArrayList<>();
    for (String row : rows.subList(before, wanted)) {
      enable.add(new BusProperty(row + "Enable", BusValue.bool(true)));
    }
    ends.bus().set(enable);
    return ends.patience().until(wanted + " rows to be bound", BOUND, this::areAllBound);
  }

  private boolean areAllBound() throws BusException {
    for (String row : rows) {
      if (!Shown.text(ends.bus().get(List.of(row + "DHCPStatus")).get(0).value()).equals("Bound")) {
        return false;
      }
    }
    return true;
  }

  private void run(String... command) throws IOException {
    ends.topology().run(ends.topology().inGateway(command));
  }

  private static long ticks(long pid) throws IOException {
    String stat =
        Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
    String[] fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
    return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
  }
}
