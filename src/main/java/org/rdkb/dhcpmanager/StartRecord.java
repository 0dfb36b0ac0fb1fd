package org.rdkb.dhcpmanager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.tr181.StartSummary;

/** What this start found and did, for those who ask later. Written by the starting thread. */
final class StartRecord {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Instant begun;
  private final LongSupplier nanos;
  private final List<Found> rows = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<RowId, ClientProcess> adopted = new ConcurrentHashMap<>();
  private String configuration = "";
  private long last;
  private int setAside;
  private boolean over;

  /**
   * A row that was found.
   *
   * @param row which
   * @param linuxInterface where it runs; empty if nowhere
   * @param lease its lease in a few words; empty if there is none that can be used
   * @param isAdopted whether its client went on running
   * @param remarks what was repaired, and of which boot it is
   */
  record Found(
      RowId row, String linuxInterface, String lease, boolean isAdopted, List<String> remarks) {}

  /**
   * A step of the start.
   *
   * @param name in a word or two
   * @param millis how long it took
   */
  record Step(String name, long millis) {}

  /**
   * A start that begins now.
   *
   * @param begun wall clock
   * @param nanos the steady clock
   */
  StartRecord(Instant begun, LongSupplier nanos) {
    this.begun = begun;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /** What has been done since the step before has a name. */
  synchronized void step(String name) {
    long now = nanos.getAsLong();
    steps.add(new Step(name, (now - last) / NANOS_A_MILLI));
    last = now;
  }

  synchronized void configuration(String condition) {
    configuration = condition;
  }

  synchronized void found(Found row, Optional<ClientProcess> client) {
    rows.add(row);
    client.ifPresent(process -> adopted.put(row.row(), process));
  }

  /** Everything is on the bus; so many damaged files were put into quarantine. */
  synchronized void over(int damaged) {
    setAside = damaged;
    over = true;
  }

  /** In figures; none until the start is over. */
  synchronized StartSummary summary() {
    return over
        ? new StartSummary(
            rows.size(),
            (int) rows.stream().filter(row -> !row.lease().isEmpty()).count(),
            (int) rows.stream().filter(Found::isAdopted).count(),
            (int) rows.stream().filter(row -> !row.remarks().isEmpty()).count(),
            setAside,
            configuration,
            steps.stream().mapToLong(Step::millis).sum())
        : StartSummary.NONE;
  }

  /** Whether a row's client was started by a manager before this one. */
  boolean isAdopted(RowId row, ClientProcess client) {
    return client.equals(adopted.get(row));
  }

  Instant begun() {
    return begun;
  }

  synchronized List<Found> rows() {
    return List.copyOf(rows);
  }

  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  synchronized String configuration() {
    return configuration;
  }

  synchronized boolean isOver() {
    return over;
  }
}
