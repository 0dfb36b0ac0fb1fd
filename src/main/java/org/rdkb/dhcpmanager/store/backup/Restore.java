package org.rdkb.dhcpmanager.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.store.DamagedException;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.StateInspection;
import org.rdkb.dhcpmanager.store.StoredFile;
import org.rdkb.dhcpmanager.store.history.HistoryReader;

/** Brings a backup back into a folder that no manager uses. */
public final class Restore {
  private final BackupTarget target;

  /**
   * Backups at a place.
   *
   * @param target where
   */
  public Restore(BackupTarget target) {
    this.target = target;
  }

  /**
   * The backups there are.
   *
   * @return their names, the latest last
   * @throws IOException if the target cannot be reached
   */
  public List<String> backups() throws IOException {
    return target.names().stream().filter(Manifest::isBackup).toList();
  }

  /**
   * Verifies all, then puts all in place; what was there is set aside, not deleted.
   *
   * @param backup one of {@link #backups}
   * @param folder where to; open, so that no manager runs on it
   * @param scratch an empty folder of ours alone
   * @return how many files came back
   * @throws DamagedException naming what does not verify; nothing was changed
   * @throws IOException if target or folder refuse, in words
   */
  public int into(String backup, StateFolder folder, Path scratch)
      throws DamagedException, IOException {
    Manifest manifest = Manifest.decode(target.read(backup));
    SortedSet<String> there = target.names();
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (Map.Entry<String, String> file : manifest.sums().entrySet()) {
      byte[] content = target.read(called(file.getValue(), there));
      if (!Manifest.sum(content).equals(file.getValue())) {
        throw new DamagedException(file.getKey() + ": its sum does not fit");
      }
      contents.put(file.getKey(), content);
      Files.write(scratch.resolve(file.getKey()), content);
    }
    verify(scratch);
    folder.replaceAll(contents);
    return contents.size();
  }

  /** Older sealed backups tell the sum of what is in them. */
  private String called(String sum, SortedSet<String> there) {
    String older = Manifest.contentName(sum);
    String name = target.contentName(sum);
    return there.contains(older) && !there.contains(name) ? older : name;
  }

  private static void verify(Path scratch) throws DamagedException, IOException {
    for (StoredFile file : new StateInspection(scratch).files()) {
      if (file.damage().isPresent()) {
        throw new DamagedException(file.path().getFileName() + ": " + file.damage().get());
      }
    }
    Optional<String> damage = new HistoryReader(scratch, scratch).damage();
    if (damage.isPresent()) {
      throw new DamagedException(StateFolder.HISTORY + ": " + damage.get());
    }
  }
}
