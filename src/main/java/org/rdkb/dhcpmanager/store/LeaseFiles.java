package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.LeaseArchive;
import org.rdkb.dhcpmanager.core.client.RowId;

/** The lease files, one per row: {@code dhcpLease_<instance>_<v4|v6>}. One writer per row. */
public final class LeaseFiles implements LeaseArchive {
  private static final Logger log = LogManager.getLogger(LeaseFiles.class);
  static final int MOST_BYTES = 1024 * 1024;
  static final RecordText TEXT = new RecordText("lease", 1);

  private final StateFolder folder;
  private final Clocks clocks;
  private final LeaseListener listener;
  private final Map<RowId, SortedMap<String, String>> last = new ConcurrentHashMap<>();

  /** What the disk refused, newest of each row; tried again by {@link #retry}. */
  private final Map<RowId, ClientRecord> unsaved = new ConcurrentHashMap<>();

  /**
   * How instants of the steady clock become such that mean something after a reboot.
   *
   * @param toWall steady reading → wall time; {@link Instant#MAX} stays
   * @param toSteady wall time → steady reading of this boot; {@link Instant#MAX} stays
   * @param bootId names this boot: {@code /proc/sys/kernel/random/boot_id}
   */
  public record Clocks(
      UnaryOperator<Instant> toWall, UnaryOperator<Instant> toSteady, String bootId) {}

  /**
   * What a lease file says.
   *
   * @param record the record; {@link ClientRecord#EMPTY} if there is no file that can be used. Its
   *     instants are readings of the steady clock
   * @param isOfThisBoot true if it was stored since this boot; else the instants come from the wall
   *     clock of that time and are as good as that clock is, then and now
   * @param repaired what was missing, wrong or unknown in the file, and could be done without
   */
  public record Recalled(ClientRecord record, boolean isOfThisBoot, List<String> repaired) {
    public Recalled {
      repaired = List.copyOf(repaired);
    }
  }

  /**
   * The lease files of a folder.
   *
   * @param folder the state folder
   * @param clocks to and from the steady clock
   * @param listener hears of every change that is durable
   */
  public LeaseFiles(StateFolder folder, Clocks clocks, LeaseListener listener) {
    this.folder = folder;
    this.clocks = clocks;
    this.listener = listener;
  }

  @Override
  public void store(RowId row, ClientRecord record) throws EffectException {
    try {
      SortedMap<String, String> lines = new LeaseText(row, clocks).encode(record);
      file(row).write(lines);
      unsaved.remove(row);
      folder.persistence().settled(name(row));
      SortedMap<String, String> before = last.put(row, lines);
      listener.stored(row, before == null ? new TreeMap<>() : before, lines);
    } catch (IOException | IllegalArgumentException failed) {
      log.debug("LEASE-NOT-STORED row={} reason={}", row, failed.getMessage());
      unsaved.put(row, record);
      folder.persistence().refused(name(row), String.valueOf(failed.getMessage()));
      throw new EffectException(FailedEffect.PERSIST, "lease not stored: " + failed.getMessage());
    }
  }

  /**
   * The rows whose record is not on disk because a write was refused.
   *
   * @return in no order; none while all is well
   */
  public List<RowId> unsaved() {
    return List.copyOf(unsaved.keySet());
  }

  /**
   * Tries once more to store what was refused. Called on the row's lane, like {@link #store}.
   *
   * @param row the row; nothing happens if its record is on disk
   */
  public void retry(RowId row) {
    ClientRecord record = unsaved.get(row);
    if (record != null) {
      try {
        store(row, record);
      } catch (EffectException still) {
        log.debug("LEASE-STILL-NOT-STORED row={}", row);
      }
    }
  }

  private String name(RowId row) {
    return String.valueOf(folder.lease(row).getFileName());
  }

  /**
   * What is known of a row.
   *
   * @param row the row
   * @return every value checked as if it came from a stranger
   */
  public Recalled load(RowId row) {
    Optional<Recalled> found =
        file(row)
            .read(
                lines -> {
                  Recalled recalled = new LeaseText(row, clocks).decode(lines);
                  for (String reason : recalled.repaired()) {
                    log.warn("LEASE-REPAIRED row={} reason={}", row, reason);
                  }
                  last.put(row, lines);
                  return recalled;
                })
            .value();
    return found.orElse(new Recalled(ClientRecord.EMPTY, true, List.of()));
  }

  /**
   * The rows that have a lease file, whether or not they are configured.
   *
   * @return in no order, a row may come twice; none if the folder cannot be listed
   */
  public List<RowId> rows() {
    try {
      return folder.leases();
    } catch (IOException | DirectoryIteratorException failed) {
      log.warn("LEASES-NOT-LISTED reason={}", failed.toString());
      return List.of();
    }
  }

  @Override
  public void forget(RowId row) {
    unsaved.remove(row);
    folder.persistence().settled(name(row));
    try {
      file(row).delete();
      SortedMap<String, String> before = last.remove(row);
      if (before != null) {
        listener.stored(row, before, new TreeMap<>());
      }
    } catch (IOException failed) {
      log.warn("LEASE-NOT-REMOVED row={} reason={}", row, failed.toString());
    }
  }

  private RecordFile file(RowId row) {
    return new RecordFile(folder.lease(row), TEXT, MOST_BYTES, folder.quarantine());
  }
}
