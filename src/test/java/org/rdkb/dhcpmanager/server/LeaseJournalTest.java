package org.rdkb.dhcpmanager.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

class LeaseJournalTest {
  private static final Now NOW = new Now(5_000, 1_700_000_000_000L);
  private static final long NEVER_LONG = 1 << 20;

  @TempDir private Path folder;
  private final Map<Ipv4Address, PoolLease> known = new TreeMap<>();

  private static PoolLease lease(int number, Phase phase, long until) {
    HardwareAddress hardware =
        new HardwareAddress(1, Octets.parseHex("0200000000aa").orElseThrow());
    ClientKey client = new ClientKey(Octets.utf8("client " + number));
    return new PoolLease(
        new Ipv4Address(0x0a000000 + number), client, hardware, phase, until, "host" + number);
  }

  private LeaseJournal journal(long longest) {
    return new LeaseJournal(folder, longest, () -> known.values().iterator(), () -> NOW);
  }

  private Map<Ipv4Address, PoolLease> recalled(Now now) throws IOException {
    Map<Ipv4Address, PoolLease> found = new TreeMap<>();
    try (LeaseJournal journal = journal(NEVER_LONG)) {
      journal.recall(now, lease -> found.put(lease.address(), lease));
    }
    return found;
  }

  private void write(LeaseJournal journal, PoolLease... leases) throws IOException {
    Arrays.stream(leases).forEach(lease -> known.put(lease.address(), lease));
    journal.commit(List.of(leases), NOW);
  }

  @Test
  void whatWasCommitted_isRecalled_latestLast_withoutAnyClose() throws IOException {
    LeaseJournal journal = journal(NEVER_LONG);
    journal.recall(NOW, lease -> {});
    write(journal, lease(1, Phase.LEASED, 9_000), lease(2, Phase.LEASED, Now.NEVER));
    write(journal, lease(1, Phase.RELEASED, 6_000), lease(3, Phase.DECLINED, 7_000));
    assertEquals(known, recalled(NOW));
  }

  @Test
  void afterAReboot_theEndIsTheSameByTheWallClock() throws IOException {
    LeaseJournal journal = journal(NEVER_LONG);
    journal.recall(NOW, lease -> {});
    write(journal, lease(1, Phase.LEASED, 9_000), lease(2, Phase.LEASED, Now.NEVER));
    Map<Ipv4Address, PoolLease> later = recalled(new Now(100, NOW.wallMillis() + 1_000));
    assertEquals(
        List.of(3_100L, Now.NEVER), later.values().stream().map(PoolLease::until).toList());
  }

  @Test
  void tornWrite_isCutOff_wherever_andTheJournalGoesOn() throws IOException {
    LeaseJournal journal = journal(NEVER_LONG);
    journal.recall(NOW, lease -> {});
    write(journal, lease(1, Phase.LEASED, 9_000));
    long whole = Files.size(folder.resolve("journal.1"));
    Map<Ipv4Address, PoolLease> before = new TreeMap<>(known);
    journal.commit(List.of(lease(2, Phase.LEASED, 9_000)), NOW);
    byte[] all = Files.readAllBytes(folder.resolve("journal.1"));
    for (int length = (int) whole; length < all.length; length++) {
      Files.write(folder.resolve("journal.1"), Arrays.copyOf(all, length));
      assertEquals(before, recalled(NOW), "cut at " + length);
      assertEquals(whole, Files.size(folder.resolve("journal.1")));
    }
    byte[] spoilt = all.clone();
    spoilt[spoilt.length - 1] ^= 1;
    Files.write(folder.resolve("journal.1"), spoilt);
    assertEquals(before, recalled(NOW));
    assertTrue(Files.exists(folder.resolve("journal.1.damaged")));
    try (LeaseJournal next = journal(NEVER_LONG)) {
      next.recall(NOW, lease -> {});
      write(next, lease(3, Phase.LEASED, 9_000));
    }
    assertEquals(known, recalled(NOW));
  }

  @Test
  void longJournal_becomesAnotherGeneration_nothingIsLost() throws IOException {
    try (LeaseJournal journal = journal(1_000)) {
      journal.recall(NOW, lease -> {});
      for (int i = 0; i < 200; i++) {
        write(journal, lease(i % 20, Phase.LEASED, 9_000 + i));
        if (i == 100) {
          await()
              .atMost(Duration.ofSeconds(5))
              .until(() -> Files.notExists(folder.resolve("journal.1")));
        }
      }
    }
    assertEquals(known, recalled(NOW));
    assertTrue(Files.notExists(folder.resolve("journal.1")));
  }

  @Test
  void halfWrittenSnapshot_isIgnored() throws IOException {
    LeaseJournal journal = journal(NEVER_LONG);
    journal.recall(NOW, lease -> {});
    write(journal, lease(1, Phase.LEASED, 9_000));
    Files.write(folder.resolve("leases.new"), new byte[100], StandardOpenOption.CREATE);
    assertEquals(known, recalled(NOW));
  }

  @Test
  void emptyJournal_ofACrashAtItsBeginning_isFollowedByAnother() throws IOException {
    LeaseJournal journal = journal(NEVER_LONG);
    journal.recall(NOW, lease -> {});
    write(journal, lease(1, Phase.LEASED, 9_000));
    Files.write(folder.resolve("journal.2"), new byte[3]);
    assertEquals(known, recalled(NOW));
    assertEquals(known, recalled(NOW));
  }
}
