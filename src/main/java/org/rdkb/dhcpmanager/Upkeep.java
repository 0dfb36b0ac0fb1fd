package org.rdkb.dhcpmanager;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.pool.HostNames;
import org.rdkb.dhcpmanager.plugin.LeaseMonitor;
import org.rdkb.dhcpmanager.process.ProcessLauncher;
import org.rdkb.dhcpmanager.row.RowOwner;
import org.rdkb.dhcpmanager.store.HostsFile;
import org.rdkb.dhcpmanager.store.LeaseFiles;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.tr181.DataModel;

/**
 * What is looked after while nothing else happens: leases that the disk refused, and what is left
 * of rows that are gone. {@code main} says when; the disk's part of it is done on lanes.
 */
final class Upkeep {
  private static final Logger log = LogManager.getLogger(Upkeep.class);

  /** Names the lane of what concerns no row: more rows than there can ever have been. */
  private static final RowId HOUSE = new RowId(Family.V4, 999_999_999);

  private final Keepers keepers;
  private final AtomicLong removedRows = new AtomicLong();
  private final HostsFile hosts = new HostsFile(HostNames.MARK);
  private Instant nextCleanup = Instant.MIN;

  /** Everything that keeps files of rows, and who knows which rows there are. */
  record Keepers(
      DataModel model,
      RowOwner rows,
      StateFolder state,
      LeaseFiles leases,
      ProcessLauncher clients,
      LeaseMonitor monitor) {}

  Upkeep(Keepers keepers) {
    this.keepers = keepers;
  }

  /** One turn. Does not block. */
  void turn(Instant now, Duration cleanupInterval) {
    storeAgain();
    if (now.isBefore(nextCleanup)) {
      return;
    }
    nextCleanup = now.plus(cleanupInterval);
    keepers.rows().onLane(HOUSE, this::cleanUp);
  }

  /** One row tries; the others follow only if the disk takes that one. */
  private void storeAgain() {
    List<RowId> unsaved = keepers.leases().unsaved();
    if (!unsaved.isEmpty()) {
      keepers.rows().onLane(unsaved.get(0), () -> storeAgain(unsaved.get(0)));
    }
  }

  private void storeAgain(RowId first) {
    keepers.leases().retry(first);
    List<RowId> others = keepers.leases().unsaved();
    if (!others.contains(first)) {
      others.forEach(row -> keepers.rows().onLane(row, () -> keepers.leases().retry(row)));
    }
  }

  /** Names of the leases that the DHCPv4 server granted, where the operator wants them. */
  void writeNames(Path file, Supplier<String> names) {
    keepers.rows().onLane(HOUSE, () -> hosts.update(file, names.get()));
  }

  private void cleanUp() {
    keepers.state().cleanUp();
    Set<RowId> gone = new TreeSet<>(Comparator.comparing(RowId::toString));
    Stream.of(keepers.leases().rows(), keepers.clients().rows(), keepers.monitor().rows())
        .forEach(gone::addAll);
    // Looked at after the files: a row comes first, and its files later.
    keepers.model().clients().forEach(gone::remove);
    keepers.rows().snapshots().stream().map(RowSnapshot::row).forEach(gone::remove);
    if (gone.isEmpty()) {
      return;
    }
    log.info("ROW-FILES-REMOVED rows={} soFar={}", gone, removedRows.addAndGet(gone.size()));
    gone.forEach(row -> keepers.rows().onLane(row, () -> forget(row)));
  }

  private void forget(RowId row) {
    keepers.clients().forget(row);
    keepers.leases().forget(row);
    keepers.monitor().forget(row);
  }
}
