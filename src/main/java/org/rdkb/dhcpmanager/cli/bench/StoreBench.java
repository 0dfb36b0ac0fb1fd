package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.store.DurableFile;
import org.rdkb.dhcpmanager.store.LeaseFiles;
import org.rdkb.dhcpmanager.store.LeaseListener;
import org.rdkb.dhcpmanager.store.RowsFile;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.history.Bounds;
import org.rdkb.dhcpmanager.store.history.HistoryCounters;
import org.rdkb.dhcpmanager.store.history.LeaseHistory;
import org.rdkb.dhcpmanager.tr181.StoreException;

/**
 * What the disk costs: a stored lease beside one bare write, fsync and rename of as many bytes in
 * the same run, the restore of many rows, and what a change takes in the history.
 */
public final class StoreBench {
  private static final int ROWS = 1000;
  private static final int LINES = 40;
  private static final LeaseFiles.Clocks CLOCKS =
      new LeaseFiles.Clocks(UnaryOperator.identity(), UnaryOperator.identity(), "bench");

  private final Console console;
  private final int count;
  private final Path scratch;

  /**
   * A bench of the store.
   *
   * @param console where figures go
   * @param count writes of each kind
   * @param scratch an empty folder on the disk that is meant
   */
  public StoreBench(Console console, int count, Path scratch) {
    this.console = console;
    this.count = count;
    this.scratch = scratch;
  }

  /**
   * Measures and prints.
   *
   * @throws IOException if the disk refuses
   */
  public void run() throws IOException {
    try (StateFolder folder = StateFolder.open(scratch.resolve("state"))) {
      LeaseFiles leases = new LeaseFiles(folder, CLOCKS, LeaseListener.NONE);
      writes(leases);
      restore(folder, leases);
      history(folder);
    } catch (EffectException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  private static ClientRecord record(int number) {
    LeaseTimes times = new LeaseTimes(new Lifetime(3600), new Lifetime(1800), new Lifetime(3150));
    Ipv4Address address =
        Ipv4Address.parse("10.0." + number / 250 + "." + (number % 250 + 1)).orElseThrow();
    HeldLease held =
        HeldLease.granted("erouter0", Lease4.of(address, 16, times), Instant.ofEpochSecond(number));
    return new ClientRecord(Optional.of(held), false);
  }

  private void writes(LeaseFiles leases) throws IOException, EffectException {
    RowId row = new RowId(Family.V4, 1);
    leases.store(row, record(0));
    byte[] bare = Files.readAllBytes(scratch.resolve("state/dhcpLease_1_v4"));
    Figures ours = new Figures("store: lease");
    Figures theirs = new Figures("store: one write, fsync and rename of as many bytes");
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      leases.store(row, record(i));
      long between = System.nanoTime();
      DurableFile.replace(scratch.resolve("bare"), List.of(bare));
      ours.addSince(begun, between);
      theirs.addSince(between, System.nanoTime());
    }
    double ratio = (double) ours.quantile(0.5) / theirs.quantile(0.5);
    ours.print(
        console, line -> line.writeNumberField("against_bare", Math.round(ratio * 100) / 100.0));
    theirs.print(console);
  }

  /** What a start reads: the configuration, and each row's lease, all verified. */
  private void restore(StateFolder folder, LeaseFiles leases) throws IOException, EffectException {
    SortedMap<String, String> rows = new TreeMap<>();
    for (int row = 1; row <= ROWS; row++) {
      leases.store(new RowId(Family.V4, row), record(row));
      for (int line = 0; line < LINES; line++) {
        rows.put("Device.DHCPv4.Client." + row + ".ReqOption." + line + ".Tag", "" + line);
      }
    }
    RowsFile file = new RowsFile(folder, "bench");
    try {
      file.save(List.of(rows));
    } catch (StoreException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
    Figures figures = new Figures("store: restore of " + ROWS + " rows with leases");
    for (int i = 0; i < Math.min(count, 20); i++) {
      long begun = System.nanoTime();
      file.load();
      for (int row = 1; row <= ROWS; row++) {
        leases.load(new RowId(Family.V4, row));
      }
      figures.addSince(begun, System.nanoTime());
    }
    figures.print(console);
  }

  private void history(StateFolder folder) throws IOException {
    Bounds bounds = new Bounds(Duration.ofDays(30), 1L << 30);
    SortedMap<String, String> lines = lines(folder);
    LeaseHistory history = LeaseHistory.start(folder, scratch, bounds, InstantSource.system());
    for (int i = 0; i < 1000; i++) {
      history.stored(new RowId(Family.V4, 1), lines, lines);
    }
    history.close(); // writes what waits: only then is all of it counted
    HistoryCounters counters = history.counters();
    long bytes = Files.size(folder.history());
    console.jsonLine(
        line -> {
          line.writeStringField("bench", "store: history");
          line.writeNumberField("changes", counters.written());
          line.writeNumberField("forcedWrites", counters.transactions());
          line.writeNumberField("bytes", bytes);
          line.writeNumberField("bytesPerChange", bytes / Math.max(1, counters.written()));
          // a renewal each half hour, for 30 days
          line.writeNumberField("bytesIn30Days", bytes / Math.max(1, counters.written()) * 48 * 30);
        });
  }

  private static SortedMap<String, String> lines(StateFolder folder) throws IOException {
    SortedMap<String, String> lines = new TreeMap<>();
    String text = Files.readString(folder.path().resolve("dhcpLease_1_v4"), StandardCharsets.UTF_8);
    text.lines().skip(1).forEach(line -> lines.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return lines;
  }
}
