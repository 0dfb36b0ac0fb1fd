package org.rdkb.dhcpmanager.store.history;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.store.StateFolder;

class LeaseHistoryTest {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final RowId OTHER = new RowId(Family.V6, 2);
  private static final Bounds BOUNDS = new Bounds(Duration.ofDays(30), 8L * 1024 * 1024);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final SortedMap<String, String> NONE = new TreeMap<>();

  @TempDir Path parent;
  private StateFolder folder;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void open() throws IOException {
    folder = StateFolder.open(parent.resolve("state"));
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private LeaseHistory start(Bounds bounds) {
    InstantSource clock = () -> now;
    return LeaseHistory.start(folder, parent, bounds, clock);
  }

  private HistoryReader reader() {
    return new HistoryReader(folder.path(), parent);
  }

  private static SortedMap<String, String> lease(String address, String obtained) {
    return new TreeMap<>(
        Map.of("held", "true", "address", address, "obtained.steady", obtained, "text", "a\nb=\\"));
  }

  @Test
  void changes_areThereAfterARestart_theLatestFirst() throws IOException {
    SortedMap<String, String> lease = lease("192.0.2.7", "t0");
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, NONE, lease);
      history.stored(OTHER, NONE, lease);
    }
    Instant first = now;
    now = first.plusSeconds(60);
    SortedMap<String, String> renewed = lease("192.0.2.7", "t1");
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, lease, renewed);
    }
    assertEquals(
        List.of(
            new LeaseChange(ROW, now, Cause.RENEWED, lease, renewed),
            new LeaseChange(ROW, first, Cause.OBTAINED, NONE, lease)),
        reader().last(Optional.of(ROW), 10));
    assertEquals(1, reader().last(Optional.empty(), 1).size());
    assertEquals(3, reader().last(Optional.empty(), 10).size());
    assertEquals(Optional.empty(), reader().damage());
  }

  @Test
  void nothingChanged_makesNoDatabase() throws IOException {
    start(BOUNDS).close();
    assertEquals(List.of(), reader().last(Optional.empty(), 10));
    assertTrue(Files.notExists(folder.history()));
  }

  @Test
  void storm_isOneTransaction_readWhileTheWriterHasItOpen() throws IOException {
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, NONE, lease("192.0.2.1", "t"));
      await().atMost(SOON).until(() -> history.counters().written() == 1);
      for (int i = 0; i < 500; i++) {
        history.stored(ROW, NONE, lease("192.0.2.1", "t" + i));
      }
      await().atMost(SOON).until(() -> history.counters().written() == 501);
      assertTrue(history.counters().transactions() <= 3, history.counters().toString());
      assertEquals(501, reader().last(Optional.of(ROW), 1000).size());
      assertEquals(0, history.counters().lost());
    }
  }

  @Test
  void flood_isBounded_andWhatIsLostIsCounted() throws IOException {
    try (LeaseHistory history = start(BOUNDS)) {
      for (int i = 0; i < 5000; i++) {
        history.stored(ROW, NONE, lease("192.0.2.1", "t" + i));
      }
      await()
          .atMost(SOON)
          .until(() -> history.counters().written() + history.counters().lost() == 5000);
      assertTrue(history.counters().lost() > 0);
    }
  }

  @Test
  void oldChanges_go() throws IOException {
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, NONE, lease("192.0.2.1", "t"));
    }
    now = now.plus(BOUNDS.age()).plusSeconds(1);
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, NONE, lease("192.0.2.2", "t"));
    }
    List<LeaseChange> left = reader().last(Optional.empty(), 10);
    assertEquals(List.of("192.0.2.2"), left.stream().map(c -> c.after().get("address")).toList());
  }

  @Test
  void database_staysWithinItsSize() throws IOException {
    long most = 256 * 1024;
    SortedMap<String, String> large = new TreeMap<>(Map.of("held", "true", "x", "y".repeat(2000)));
    for (int run = 0; run < 12; run++) {
      try (LeaseHistory history = start(new Bounds(BOUNDS.age(), most))) {
        for (int i = 0; i < 50; i++) {
          history.stored(ROW, large, large);
        }
      }
    }
    assertTrue(
        Files.size(folder.history()) <= most + 300 * 1024, "" + Files.size(folder.history()));
    assertTrue(reader().last(Optional.empty(), 1000).size() >= 20);
  }

  /** Leases do not wait for it; what came meanwhile is counted, what comes later is written. */
  @Test
  void databaseThatCannotBeOpened_holdsUpNobody_andIsWrittenWhenItCan() throws IOException {
    Path obstacle = Files.createDirectory(folder.history());
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, NONE, lease("192.0.2.1", "t"));
      await().atMost(SOON).until(() -> history.counters().lost() == 1);
      Files.delete(obstacle);
      history.stored(ROW, NONE, lease("192.0.2.2", "t"));
      await().atMost(SOON).until(() -> history.counters().written() == 1);
    }
    assertEquals(1, reader().last(Optional.empty(), 10).size());
    assertTrue(Files.notExists(folder.path().resolve("quarantine")));
  }

  @Test
  void damagedDatabase_isReported_andHoldsUpNobody() throws IOException {
    Files.writeString(folder.history(), "no database at all, but long enough to be looked at");
    assertTrue(reader().damage().isPresent());
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, NONE, lease("192.0.2.1", "t"));
      await().atMost(SOON).until(() -> history.counters().written() == 1);
    }
    assertEquals(1, reader().last(Optional.empty(), 10).size());
    assertTrue(Files.exists(folder.path().resolve("quarantine").resolve("history.db.1")));
  }

  @Test
  void copy_isWholeWhileTheWriterGoesOn() throws IOException {
    try (LeaseHistory history = start(BOUNDS)) {
      history.stored(ROW, NONE, lease("192.0.2.1", "t"));
      await().atMost(SOON).until(() -> history.counters().written() == 1);
      Path copies = Files.createDirectory(parent.resolve("copy"));
      assertTrue(reader().copyTo(copies.resolve("history.db")));
      assertEquals(
          reader().last(Optional.empty(), 10),
          new HistoryReader(copies, parent).last(Optional.empty(), 10));
    }
  }

  /** The file is there a moment before its tables: who looks then is told that there is nothing. */
  @Test
  void historyInTheMaking_isReadAsEmpty() throws IOException {
    Files.createFile(folder.path().resolve("history.db"));
    assertEquals(List.of(), reader().last(Optional.empty(), 10));
  }
}
