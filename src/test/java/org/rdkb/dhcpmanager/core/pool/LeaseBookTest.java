package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

class LeaseBookTest {
  private static final Ipv4Address NET = Dialogue.address("10.0.0.0");
  private static final Now NOW = new Now(1_000_000, 0);

  private static final List<Phase> PHASES = List.of(Phase.values());

  private static AddressPool pool(int size) {
    return new AddressPool(
        1,
        "lan0",
        new Ipv4Prefix(NET, 8),
        new AddressRange(address(1), address(size)),
        Set.of(),
        StaticAddresses.NONE,
        List.of(),
        new LeaseTerms(60, 3600, 3600),
        Audience.ALL);
  }

  private static Ipv4Address address(int number) {
    return new Ipv4Address(NET.bits() + number);
  }

  private static PoolLease lease(int address, int client, Phase phase, long until) {
    HardwareAddress hardware = Dialogue.hardware(client);
    ClientKey key = new ClientKey(new OctetsWriter().u8(0).u8(1).put(hardware.octets()).toOctets());
    return new PoolLease(address(address), key, hardware, phase, until, "");
  }

  private static LeaseBook book(AddressPool pool) {
    LeaseBook book = new LeaseBook(99);
    book.serve(
        new ServerConfiguration(
            List.of(pool), ServerConfiguration.Timing.USUAL, ServerConfiguration.Unknown.NAK),
        NOW);
    return book;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 4096, 4097, 300_000})
  void bits_findWhatABitSetFinds(int size) {
    AddressBits bits = new AddressBits(size);
    BitSet expected = new BitSet(size);
    SplittableRandom random = new SplittableRandom(size);
    for (int i = 0; i < 5000; i++) {
      int number = random.nextInt(size);
      if (random.nextInt(3) > 0) {
        bits.add(number);
        expected.set(number);
      } else {
        bits.remove(number);
        expected.clear(number);
      }
      int from = random.nextInt(size + 1);
      int next = expected.nextSetBit(from);
      assertEquals(next < 0 ? expected.nextSetBit(0) : next, bits.next(from), "seed " + size);
      assertEquals(expected.cardinality(), bits.count());
    }
  }

  @Test
  void heap_givesSlotsInTheOrderOfTheirLastDeadline() {
    DeadlineHeap heap = new DeadlineHeap();
    Map<Integer, Long> expected = new HashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      int slot = random.nextInt(500);
      long deadline = random.nextInt(10) == 0 ? Now.NEVER : random.nextInt(100_000);
      heap.put(slot, deadline);
      if (deadline == Now.NEVER) {
        expected.remove(slot);
      } else {
        expected.put(slot, deadline);
      }
      if (random.nextInt(20) == 0) {
        long now = random.nextInt(20_000);
        for (int due = heap.due(now); due >= 0; due = heap.due(now)) {
          assertTrue(Objects.requireNonNull(expected.remove(due)) <= now);
        }
        assertTrue(expected.values().stream().noneMatch(left -> left <= now));
      }
      assertEquals(expected.size(), heap.size());
    }
  }

  @Test
  void book_agreesWithMaps_whateverComes() {
    LeaseBook book = book(pool(200));
    Map<Integer, PoolLease> expected = new HashMap<>();
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      int address = 1 + random.nextInt(200);
      Phase phase = PHASES.get(random.nextInt(PHASES.size()));
      PoolLease lease = lease(address, random.nextInt(60), phase, random.nextInt(2_000_000));
      book.put(lease, NOW);
      expected.put(address, lease);
      PoolLease any = lease(1, random.nextInt(60), phase, 0);
      assertEquals(
          expected.values().stream().filter(l -> l.client().equals(any.client())).count(),
          book.of(any.client()).size());
      assertEquals(
          200 - expected.values().stream().filter(l -> NOW.bootMillis() < l.heldUntil(0)).count(),
          book.freeCount(pool(200)));
    }
    expected.forEach((address, lease) -> assertEquals(lease, book.at(address(address)).get()));
    assertEquals(expected.size(), book.size());
  }

  @Test
  void almostFullPool_isFilledToTheLastAddress_eachOnce() {
    AddressPool pool = pool(100_000);
    LeaseBook book = book(pool);
    for (int i = 1; i <= 100_000; i++) {
      Ipv4Address free = book.free(pool).orElseThrow();
      assertTrue(book.at(free).isEmpty());
      book.put(lease(free.bits() - NET.bits(), i, Phase.LEASED, Now.NEVER), NOW);
    }
    assertTrue(book.free(pool).isEmpty());
    book.put(lease(4711, 4711, Phase.RELEASED, 0), NOW);
    assertEquals(address(4711), book.free(pool).orElseThrow());
  }

  @Test
  void expiry_isBounded_andGoesOn() {
    LeaseBook book = book(pool(10));
    for (int i = 1; i <= 10; i++) {
      book.put(lease(i, i, Phase.LEASED, 1_000_000 + i * 1000L), NOW);
    }
    Now later = new Now(1_005_000, 0);
    assertEquals(2, book.expire(later, 2));
    assertEquals(3, book.expire(later, 100));
    assertEquals(5, book.freeCount(pool(10)));
    assertEquals(Phase.LEASED, book.at(address(1)).orElseThrow().phase());
  }

  @Test
  void leases_takeLessThan320OctetsEach() {
    int leases = 200_000;
    long before = used();
    AddressPool pool = pool(leases);
    LeaseBook book = book(pool);
    for (int i = 1; i <= leases; i++) {
      book.put(lease(i, i, Phase.LEASED, 2_000_000 + i), NOW);
    }
    long each = (used() - before) / leases;
    assertEquals(leases, book.size());
    assertTrue(each < 320, each + " octets for each lease");
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
