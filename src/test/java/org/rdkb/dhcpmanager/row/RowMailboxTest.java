package org.rdkb.dhcpmanager.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;

class RowMailboxTest {
  private static final Letter DELETED = new Letter.RowEnds(row(9));

  private final RowMailbox mailbox = new RowMailbox(10_000);

  private static RowId row(int instance) {
    return new RowId(Family.V4, instance);
  }

  private static Letter renewal(int instance, int number) {
    return letter(instance, new LeaseReport.Refused("stands for a renewal " + number));
  }

  private static Letter withdrawn(int instance) {
    return letter(instance, new LeaseReport.Deconfigured());
  }

  private static Letter letter(int instance, LeaseReport report) {
    return new Letter.ForRow(
        row(instance), new ClientEvent.LeaseReported(report), () -> {}, Instant.EPOCH);
  }

  private List<Letter> all() throws InterruptedException {
    List<Letter> all = new ArrayList<>();
    Optional<Letter> next = mailbox.take(Duration.ZERO);
    while (next.isPresent()) {
      all.add(next.get());
      next = mailbox.take(Duration.ZERO);
    }
    return all;
  }

  @Test
  void floodOfRenewals_deletionAndWithdrawalOfOtherRowsGoFirst() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      mailbox.offer(renewal(1 + i % 8, i));
    }
    Letter lost = withdrawn(10);
    mailbox.offer(lost);
    mailbox.put(DELETED);
    assertEquals(List.of(lost, DELETED), all().subList(0, 2));
  }

  @Test
  void lettersOfOneRow_keepTheirOrder() throws InterruptedException {
    Letter bound = renewal(1, 1);
    Letter gone = withdrawn(1);
    Letter again = renewal(1, 2);
    List.of(bound, gone, again).forEach(mailbox::put);
    assertEquals(List.of(bound, gone, again), all());
    List.of(gone, again, gone).forEach(mailbox::put);
    assertEquals(List.of(gone, again, gone), all());
  }

  /** Whatever comes in whatever order: nothing is lost, and no row's letters change places. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyMixture_keepsEachRowsOrder(long seed) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    Map<RowId, List<Letter>> sent = new HashMap<>();
    Map<RowId, List<Letter>> taken = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      int instance = random.nextInt(1, 6);
      Letter letter = random.nextInt(3) == 0 ? withdrawn(instance) : renewal(instance, i);
      sent.computeIfAbsent(row(instance), r -> new ArrayList<>()).add(letter);
      mailbox.put(letter);
      if (random.nextInt(3) == 0) {
        note(mailbox.take(Duration.ZERO).orElseThrow(), taken);
      }
    }
    all().forEach(letter -> note(letter, taken));
    assertEquals(sent, taken);
    assertEquals(0, mailbox.size());
  }

  private static void note(Letter letter, Map<RowId, List<Letter>> taken) {
    taken.computeIfAbsent(((Letter.ForRow) letter).row(), r -> new ArrayList<>()).add(letter);
  }

  @Test
  void full_refusesFromOutside_urgentToo_andTakesOurOwn() throws InterruptedException {
    RowMailbox small = new RowMailbox(2);
    assertTrue(small.offer(renewal(1, 1)));
    assertTrue(small.offer(withdrawn(2)));
    assertFalse(small.offer(withdrawn(3)));
    small.put(DELETED);
    assertEquals(3, small.size());
    assertEquals(Optional.of(row(2)), small.take(Duration.ZERO).map(RowMailboxTest::rowOf));
  }

  private static RowId rowOf(Letter letter) {
    return ((Letter.ForRow) letter).row();
  }
}
