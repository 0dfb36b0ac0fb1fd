package org.rdkb.dhcpmanager.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.store.DamagedException;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.StateInspection;
import org.rdkb.dhcpmanager.store.StoredFile;
import org.rdkb.dhcpmanager.store.history.HistoryReader;

/** Makes a backup beside a running manager. */
public final class Backup {
  private final BackupTarget target;
  private final int keep;

  /**
   * What came of it.
   *
   * @param name of the backup
   * @param files in it
   * @param written of their contents, how many were not at the target before
   * @param leftOut files that are damaged, each with its reason
   */
  public record Result(String name, int files, int written, List<String> leftOut) {}

  /**
   * Backups at a place.
   *
   * @param target where
   * @param keep how many backups stay there, the new one included; at least 1
   */
  public Backup(BackupTarget target, int keep) {
    this.target = target;
    this.keep = keep;
  }

  /**
   * Copies what verifies. The configuration is read first: a row of it may have got a lease
   * meanwhile, but no lease is of a row that the configuration does not know yet.
   *
   * @param state the state folder
   * @param scratch an empty folder of ours alone
   * @param now wall clock, for the name
   * @return what came of it
   * @throws IOException if the folder cannot be read or the target not be written; in words
   */
  public Result make(Path state, Path scratch, Instant now) throws IOException {
    SortedSet<String> there = target.names();
    SortedMap<String, String> sums = new TreeMap<>();
    List<String> leftOut = new ArrayList<>();
    int written = 0;
    for (StoredFile file : new StateInspection(state).files()) {
      if (file.isFormer()) {
        continue;
      }
      String name = String.valueOf(file.path().getFileName());
      if (file.damage().isPresent()) {
        leftOut.add(name + ": " + file.damage().get());
        continue;
      }
      written += put(name, Files.readAllBytes(file.path()), sums, there);
    }
    Path copy = scratch.resolve(StateFolder.HISTORY);
    if (new HistoryReader(state, scratch).copyTo(copy)) {
      written += put(StateFolder.HISTORY, Files.readAllBytes(copy), sums, there);
      Files.delete(copy);
    }
    String name = Manifest.name(now);
    target.write(name, new Manifest(sums).encode());
    prune();
    return new Result(name, sums.size(), written, leftOut);
  }

  private int put(
      String name, byte[] content, SortedMap<String, String> sums, SortedSet<String> there)
      throws IOException {
    String sum = Manifest.sum(content);
    sums.put(name, sum);
    String called = target.contentName(sum);
    if (!there.add(called)) {
      return 0;
    }
    target.write(called, content);
    return 1;
  }

  /** Backups beyond the bound go, the oldest first; then the contents that none names. */
  private void prune() throws IOException {
    SortedSet<String> names = target.names();
    List<String> backups = new ArrayList<>(names.stream().filter(Manifest::isBackup).toList());
    while (backups.size() > keep) {
      target.remove(backups.remove(0));
    }
    Set<String> used = new HashSet<>();
    for (String backup : backups) {
      try {
        Manifest.decode(target.read(backup)).sums().values().stream()
            .forEach(
                sum -> used.addAll(List.of(target.contentName(sum), Manifest.contentName(sum))));
      } catch (DamagedException damaged) {
        return; // what it named is unknown: nothing goes
      }
    }
    for (String name : names) {
      if (Manifest.isContent(name) && !used.contains(name)) {
        target.remove(name);
      }
    }
  }
}
