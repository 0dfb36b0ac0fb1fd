package org.rdkb.dhcpmanager.rbus.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Corpus;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/**
 * Spoilt and random frames against a broker's socket; a well-behaved pair beside them must not
 * notice. {@code -Dfuzz.frames} and {@code -Dfuzz.seed} say otherwise.
 */
class BrokerFuzzTest {
  private static final int FRAMES =
      Integer.getInteger("fuzz.frames", Boolean.getBoolean("test.full") ? 1_000_000 : 50_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
  private static final int WILD = 4;
  private static final int EXCHANGE_EVERY = 50;
  private static final long MOST_GROWTH = 8 << 20;

  @TempDir private Path folder;

  @Test
  void wildFrames_harmNobodyElse() throws Exception {
    List<byte[]> corpus = Corpus.frames();
    SplittableRandom random = new SplittableRandom(SEED);
    RawClient[] wild = new RawClient[WILD];
    try (Broker broker = Broker.open(BusAddress.parse("unix://" + folder.resolve("bus")));
        GoodPair pair = new GoodPair(broker.address())) {
      long heap = 0;
      for (int i = 0; i < FRAMES; i++) {
        ByteBuffer frame =
            random.nextInt(4) == 0
                ? RandomFrames.next(random)
                : ByteBuffer.wrap(Corpus.spoilt(corpus, random));
        int which = random.nextInt(WILD);
        wild[which] = sent(wild[which], broker.address(), frame, random);
        if (i % EXCHANGE_EVERY == 0) {
          pair.exchange();
          assertEquals(
              0, broker.stats().of(BrokerCount.DROPPED_FAILED), "frame " + i + " seed " + SEED);
        }
        if (i == FRAMES / 4) {
          heap = usedHeap();
        }
      }
      for (RawClient client : wild) {
        client.close();
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> broker.stats().clients() == 2);
      long growth = usedHeap() - heap;
      pair.exchange();
      BrokerStats stats = broker.stats();
      assertEquals(4, stats.topics(), stats.toString());
      assertEquals(0, stats.heldOctets(), stats.toString());
      assertEquals(0, stats.of(BrokerCount.DROPPED_FAILED), stats.toString());
      assertTrue(stats.of(BrokerCount.DROPPED_MALFORMED) > FRAMES / 50, stats.toString());
      assertTrue(stats.of(BrokerCount.FRAMES_IN) > FRAMES / 10, stats.toString());
      assertTrue(pair.exchanges() >= FRAMES / EXCHANGE_EVERY);
      assertTrue(growth < MOST_GROWTH, "heap grew by " + growth);
    }
  }

  /** Sends on a connection that lives, reads what there is, and makes a new one where needed. */
  private static RawClient sent(
      RawClient old, BusAddress address, ByteBuffer frame, SplittableRandom random)
      throws IOException {
    RawClient client = old;
    try {
      if (client == null) {
        client = new RawClient(address, HeaderVariant.BASE);
      }
      client.send(frame);
      while (client.poll(Duration.ZERO) != null) {
        // Only to keep reading.
      }
      if (random.nextInt(8) != 0) {
        return client;
      }
    } catch (IOException dropped) {
      // As it should be.
    }
    if (client != null) {
      client.close();
    }
    return new RawClient(address, HeaderVariant.BASE);
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
