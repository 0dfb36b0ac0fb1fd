package org.rdkb.dhcpmanager.store.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.store.DamagedException;
import org.rdkb.dhcpmanager.store.LeaseFiles;
import org.rdkb.dhcpmanager.store.RowsFile;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.history.Bounds;
import org.rdkb.dhcpmanager.store.history.HistoryReader;
import org.rdkb.dhcpmanager.store.history.LeaseHistory;
import org.rdkb.dhcpmanager.tr181.StoreException;

class BackupTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final RowId ONE = new RowId(Family.V4, 1);
  private static final RowId TWO = new RowId(Family.V6, 2);

  @TempDir Path parent;
  private StateFolder folder;
  private LeaseHistory history;
  private LeaseFiles leases;
  private FolderTarget target;
  private Path scratch;

  @BeforeEach
  void store() throws IOException, StoreException, EffectException {
    folder = StateFolder.open(parent.resolve("state"));
    Bounds bounds = new Bounds(Duration.ofDays(30), 1024 * 1024);
    history = LeaseHistory.start(folder, parent, bounds, () -> NOW);
    leases =
        new LeaseFiles(
            folder,
            new LeaseFiles.Clocks(UnaryOperator.identity(), UnaryOperator.identity(), "boot"),
            history);
    new RowsFile(folder, "boot").save(List.of(new TreeMap<>(Map.of("Device.X", "1"))));
    leases.store(ONE, ClientRecord.EMPTY);
    leases.store(TWO, ClientRecord.EMPTY);
    target = FolderTarget.toWrite(parent.resolve("backups"));
    scratch = Files.createDirectory(parent.resolve("scratch"));
  }

  @AfterEach
  void close() {
    history.close();
    folder.close();
  }

  private Backup.Result backup(int keep, int second) throws IOException {
    return new Backup(target, keep).make(folder.path(), scratch, NOW.plusSeconds(second));
  }

  private int restore(String backup, StateFolder into) throws Exception {
    Path own = Files.createTempDirectory(parent, "restore");
    return new Restore(target).into(backup, into, own);
  }

  @Test
  void backup_besideTheManager_comesBackByteForByte() throws Exception {
    history.close(); // what waits is written
    Backup.Result made = backup(30, 0);
    assertEquals(new Backup.Result("backup-20260301T120000000Z", 4, 4, List.of()), made);
    try (StateFolder fresh = StateFolder.open(parent.resolve("fresh"))) {
      assertEquals(4, restore(made.name(), fresh));
      for (String name : List.of("rows", "dhcpLease_1_v4", "dhcpLease_2_v6")) {
        assertArrayEquals(
            Files.readAllBytes(folder.path().resolve(name)),
            Files.readAllBytes(fresh.path().resolve(name)),
            name);
      }
      assertEquals(
          new HistoryReader(folder.path(), scratch).last(Optional.empty(), 10),
          new HistoryReader(fresh.path(), scratch).last(Optional.empty(), 10));
    }
  }

  @Test
  void unchangedContent_isNotWrittenAgain() throws Exception {
    history.close();
    backup(30, 0);
    assertEquals(0, backup(30, 1).written());
    leases.store(ONE, new ClientRecord(Optional.empty(), true));
    assertEquals(1, backup(30, 2).written());
    assertEquals(3, new Restore(target).backups().size());
  }

  /** Who has no key can neither read a lease nor look whether one that they guess is there. */
  @Test
  void namesOfSealedContents_tellNothing_andEachIsThereOnce() throws Exception {
    history.close();
    SecretKey key = new SecretKeySpec(new byte[32], "AES");
    BackupTarget sealed =
        new PressedTarget(new SealedTarget(target, key), PressedTarget.Writing.PRESSED);
    Backup.Result made = new Backup(sealed, 30).make(folder.path(), scratch, NOW);
    assertEquals(4, made.written());
    String names = String.join(" ", target.names());
    for (String file : List.of("rows", "dhcpLease_1_v4", "dhcpLease_2_v6")) {
      String sum = Manifest.sum(Files.readAllBytes(folder.path().resolve(file)));
      assertFalse(names.contains(sum), file);
      BackupTarget other = new SealedTarget(target, new SecretKeySpec(new byte[] {1}, "AES"));
      assertFalse(names.contains(other.contentName(sum)), file);
    }
    assertEquals(
        0, new Backup(sealed, 30).make(folder.path(), scratch, NOW.plusSeconds(1)).written());
    Path own = Files.createTempDirectory(parent, "restore");
    try (StateFolder fresh = StateFolder.open(parent.resolve("fresh"))) {
      assertEquals(4, new Restore(sealed).into(made.name(), fresh, own));
    }
    leases.forget(TWO);
    new Backup(sealed, 1).make(folder.path(), scratch, NOW.plusSeconds(2));
    assertEquals(4, target.names().size(), target.names().toString()); // what nobody needs is gone
  }

  /** As backups were sealed before: their names tell the sums. */
  @Test
  void sealedBackupWithOlderNames_comesBack() throws Exception {
    history.close();
    SealedTarget sealed = new SealedTarget(target, new SecretKeySpec(new byte[32], "AES"));
    TreeMap<String, String> sums = new TreeMap<>();
    byte[] rows = Files.readAllBytes(folder.path().resolve("rows"));
    sums.put("rows", Manifest.sum(rows));
    sealed.write(Manifest.contentName(Manifest.sum(rows)), rows);
    sealed.write(Manifest.name(NOW), new Manifest(sums).encode());
    Path own = Files.createTempDirectory(parent, "restore");
    try (StateFolder fresh = StateFolder.open(parent.resolve("fresh"))) {
      assertEquals(1, new Restore(sealed).into(Manifest.name(NOW), fresh, own));
    }
  }

  @Test
  void beyondTheBound_theOldestGo_withWhatNobodyNeeds() throws Exception {
    history.close();
    for (int i = 0; i < 5; i++) {
      leases.store(ONE, new ClientRecord(Optional.empty(), i % 2 == 0));
      backup(2, i);
    }
    List<String> left = new Restore(target).backups();
    assertEquals(
        List.of(Manifest.name(NOW.plusSeconds(3)), Manifest.name(NOW.plusSeconds(4))), left);
    for (String name : left) {
      try (StateFolder fresh = StateFolder.open(parent.resolve(name))) {
        assertEquals(4, restore(name, fresh));
      }
    }
    leases.forget(TWO);
    backup(1, 9);
    // rows, one lease, the history, the list: the lease of the deleted row is gone
    assertEquals(4, target.names().size(), target.names().toString());
  }

  @Test
  void damagedFile_isLeftOutAndNamed() throws Exception {
    Files.writeString(folder.path().resolve("dhcpLease_1_v4"), "damage");
    Backup.Result made = backup(30, 0);
    assertEquals(1, made.leftOut().size());
    assertTrue(made.leftOut().get(0).startsWith("dhcpLease_1_v4: "), made.leftOut().get(0));
  }

  @Test
  void anyBitFlippedInAnyContent_isRefused_andNothingChanges() throws Exception {
    String name = backup(30, 0).name();
    byte[] rows = Files.readAllBytes(folder.path().resolve("rows"));
    history.close();
    for (String file : List.copyOf(target.names())) {
      byte[] content = target.read(file);
      for (int at = 0; at < content.length; at += Math.max(1, content.length / 12)) {
        byte[] damaged = content.clone();
        damaged[at] ^= 4;
        target.write(file, damaged);
        assertThrows(DamagedException.class, () -> restore(name, folder), file + " byte " + at);
      }
      target.write(file, content);
    }
    assertArrayEquals(rows, Files.readAllBytes(folder.path().resolve("rows")));
    assertFalse(Files.exists(folder.path().resolve("quarantine")));
  }

  @Test
  void whatARestoreReplaces_isSetAside() throws Exception {
    history.close();
    String name = backup(30, 0).name();
    new RowsFile(folder, "boot").save(List.of(new TreeMap<>(Map.of("Device.X", "2"))));
    leases.store(new RowId(Family.V4, 9), ClientRecord.EMPTY);
    restore(name, folder);
    Path quarantine = folder.path().resolve("quarantine");
    assertTrue(Files.readString(quarantine.resolve("rows.1")).contains("Device.X=2"));
    assertTrue(Files.exists(quarantine.resolve("dhcpLease_9_v4.1")));
    assertFalse(Files.exists(folder.path().resolve("dhcpLease_9_v4")));
    assertEquals("1", new RowsFile(folder, "boot").load().values().get("Device.X"));
  }

  @Test
  void listThatNamesOtherFiles_isRefused() throws Exception {
    byte[] evil = "x".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    target.write(Manifest.contentName(Manifest.sum(evil)), evil);
    Manifest manifest = new Manifest(new TreeMap<>(Map.of("../../etc/passwd", Manifest.sum(evil))));
    target.write("backup-20260101T000000000Z", manifest.encode());
    assertThrows(DamagedException.class, () -> restore("backup-20260101T000000000Z", folder));
  }
}
