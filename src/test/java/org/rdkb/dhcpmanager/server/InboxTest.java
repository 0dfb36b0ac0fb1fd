package org.rdkb.dhcpmanager.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages are texts here; a DISCOVER begins with a D. */
class InboxTest {
  private static final int AT_ONCE = 0;

  private final Inbox<String> inbox = new Inbox<>(4, message -> message.startsWith("D"));

  @Test
  void request_comesBeforeDiscover() throws InterruptedException {
    inbox.put(List.of("D1", "R1", "D2", "R2"));
    assertEquals(List.of("R1", "R2", "D1", "D2"), inbox.take(10, AT_ONCE));
  }

  @Test
  void full_theOldestDiscoverGoesFirst() throws InterruptedException {
    inbox.put(List.of("D1", "R1", "D2", "R2"));
    assertEquals(2, inbox.put(List.of("R3", "D3")));
    assertEquals(List.of("R1", "R2", "R3", "D3"), inbox.take(10, AT_ONCE));
  }

  @Test
  void full_ofRequests_whatComesLastIsLost() throws InterruptedException {
    inbox.put(List.of("R1", "R2", "R3", "R4"));
    assertEquals(2, inbox.put(List.of("R5", "D1")));
    assertEquals(4, inbox.waiting());
    assertEquals(List.of("R1", "R2", "R3", "R4"), inbox.take(10, AT_ONCE));
  }

  @Test
  void batch_isNoWiderThanAskedFor_andSingleWhenOneIsThere() throws InterruptedException {
    inbox.put(List.of("R1", "R2", "R3"));
    assertEquals(List.of("R1", "R2"), inbox.take(2, AT_ONCE));
    assertEquals(List.of("R3"), inbox.take(2, AT_ONCE));
    assertEquals(List.of(), inbox.take(2, AT_ONCE));
  }

  @Test
  void renewals_keepNoNewcomerOutForGood() throws InterruptedException {
    Inbox<String> large = new Inbox<>(100, message -> message.startsWith("D"));
    large.put(IntStream.range(0, 50).mapToObj(i -> "R" + i).toList());
    large.put(IntStream.range(0, 50).mapToObj(i -> "D" + i).toList());
    List<String> batch = large.take(16, AT_ONCE);
    assertEquals(16, batch.size());
    assertEquals(List.of("D0", "D1"), batch.subList(14, 16));
  }

  @Test
  void wakeAndMessage_endTheWaiting() throws InterruptedException {
    CompletableFuture<List<String>> woken = taking();
    inbox.wake();
    assertEquals(List.of(), woken.join());
    CompletableFuture<List<String>> given = taking();
    inbox.put(List.of("R1"));
    assertEquals(List.of("R1"), given.join());
  }

  @Test
  void taker_thatDoesNotCome_keepsNobodyWaiting() throws InterruptedException {
    inbox.put(List.of("D1"));
    CompletableFuture<Integer> put =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return inbox.put(List.of("R1"));
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
            });
    assertEquals(0, put.join());
    assertEquals(2, inbox.waiting());
  }

  private CompletableFuture<List<String>> taking() {
    CompletableFuture<List<String>> result = new CompletableFuture<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                result.complete(inbox.take(10, 20_000));
              } catch (InterruptedException stopped) {
                result.completeExceptionally(stopped);
              }
            });
    taker.setDaemon(true);
    taker.start();
    assertTrue(taker.isDaemon());
    return result;
  }
}
