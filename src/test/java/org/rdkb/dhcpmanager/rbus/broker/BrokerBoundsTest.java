package org.rdkb.dhcpmanager.rbus.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** Many clients, slow ones, and those that want more than there is. */
class BrokerBoundsTest {
  private static final int MIB = 1 << 20;
  private static final Limits SMALL = new Limits(40, 2 * MIB, 6 * MIB);

  @TempDir private Path folder;
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  private Broker open(Limits limits) throws IOException {
    return Broker.open(List.of(BusAddress.parse("unix://" + folder.resolve("bus"))), limits);
  }

  private RawClient join(Broker broker, String inbox) throws IOException {
    RawClient client = mute(broker, HeaderVariant.BASE);
    client.register(inbox);
    client.ask(ControlTopic.ENUMERATE, inbox, ControlJson.expression("-"));
    return client;
  }

  private RawClient mute(Broker broker, HeaderVariant variant) throws IOException {
    RawClient client = new RawClient(broker.address(), variant);
    clients.add(client);
    return client;
  }

  private static String inbox(int number) {
    return "rbus.many.INBOX." + number;
  }

  private static void assertAlive(RawClient client, String inbox) throws IOException {
    Frame answer = client.ask(ControlTopic.COMPONENTS, inbox, ControlJson.nothing());
    assertEquals(ControlTopic.COMPONENTS, answer.replyTopic());
  }

  @Test
  void fourHundredClientsOfBothVariants_allReachEachOther() throws Exception {
    int count = 400;
    try (Broker broker = open(Limits.ofHeap())) {
      for (int i = 0; i < count; i++) {
        RawClient client = mute(broker, i % 2 == 0 ? HeaderVariant.BASE : HeaderVariant.ROUND_TRIP);
        client.register(inbox(i));
        client.send(0, ControlTopic.SUBSCRIBE, "", ControlJson.add("many" + i, 10_000));
        client.ask(ControlTopic.SUBSCRIBE, inbox(i), ControlJson.add("D.M." + i + ".V", 10_000));
      }
      for (int i = 0; i < count; i++) {
        clients
            .get(i)
            .send(0x11, "D.M." + (i + 1) % count + ".V", inbox(i), ByteBuffer.allocate(9));
      }
      // All are asked before the first answers: between connections there is no order.
      List<Frame> asked = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        asked.add(clients.get(i).receive());
        assertEquals("D.M." + i + ".V", asked.get(i).topic());
      }
      for (int i = 0; i < count; i++) {
        Frame request = asked.get(i);
        clients.get(i).send(0x12, request.replyTopic(), request.topic(), ByteBuffer.allocate(8));
      }
      for (int i = 0; i < count; i++) {
        assertEquals("D.M." + (i + 1) % count + ".V", clients.get(i).receive().replyTopic());
      }
      BrokerStats stats = broker.stats();
      assertEquals(count, stats.clients());
      assertEquals(3 * count, stats.topics());
      assertEquals(count, stats.of(BrokerCount.ACCEPTED));
      assertEquals(5L * count, stats.of(BrokerCount.FRAMES_IN));
      assertEquals(3L * count, stats.of(BrokerCount.FRAMES_OUT));
      assertEquals(0, stats.heldOctets());
    }
  }

  @Test
  void stalledReaders_areBoundedTogether_worstFirst() throws Exception {
    try (Broker broker = open(SMALL)) {
      RawClient good = join(broker, "rbus.good.INBOX.1");
      RawClient worst = join(broker, "rbus.worst.INBOX.2");
      feed(good, "rbus.worst.INBOX.2", 28);
      for (int i = 0; i < 10; i++) {
        join(broker, inbox(i));
        feed(good, inbox(i), 17);
        assertAlive(good, "rbus.good.INBOX.1");
        assertTrue(broker.stats().heldOctets() <= SMALL.held());
      }
      assertTrue(worst.isDropped());
      BrokerStats stats = broker.stats();
      assertTrue(stats.of(BrokerCount.DROPPED_WORST) >= 4, stats.toString());
      assertEquals(0, stats.of(BrokerCount.DROPPED_SLOW));
      assertEquals(12 - stats.of(BrokerCount.DROPPED_WORST), stats.clients());
    }
  }

  /** Events of 64 KiB each. */
  private static void feed(RawClient from, String to, int frames) throws IOException {
    for (int i = 0; i < frames; i++) {
      from.send(0x10, to, "", ByteBuffer.allocate(1 << 16));
    }
  }

  @Test
  void oneEventToManyStalledReaders_takesItsMemoryOnce() throws Exception {
    try (Broker broker = open(SMALL)) {
      RawClient good = join(broker, "rbus.good.INBOX.1");
      for (int i = 0; i < 20; i++) {
        RawClient reader = join(broker, inbox(i));
        reader.send(0, ControlTopic.SUBSCRIBE, "", ControlJson.add("all", 7));
        assertAlive(reader, inbox(i));
      }
      good.send(0x10, "all", "", ByteBuffer.allocate(MIB));
      assertAlive(good, "rbus.good.INBOX.1");
      assertEquals(21, broker.stats().clients());
      // Once, and once more while its sender's buffer still holds it; not twenty times.
      assertTrue(broker.stats().heldOctets() <= 3 * MIB, broker.stats().toString());
      for (RawClient reader : clients.subList(1, 21)) {
        assertEquals(MIB, reader.receive().payload().remaining());
      }
      await().until(() -> broker.stats().heldOctets() == 0);
    }
  }

  @Test
  void halfArrivedFrames_areBoundedTogether() throws Exception {
    ByteBuffer frame =
        Frame.of(HeaderVariant.BASE, 1, 0x10, "x", "", ByteBuffer.allocate(15 * MIB)).octets();
    try (Broker broker = open(SMALL)) {
      RawClient good = join(broker, "rbus.good.INBOX.1");
      for (int i = 0; i < 10; i++) {
        RawClient loris = join(broker, inbox(i));
        loris.send(frame.duplicate().limit(MIB));
        assertAlive(good, "rbus.good.INBOX.1");
      }
      await().until(() -> broker.stats().heldOctets() <= SMALL.held());
      assertTrue(broker.stats().of(BrokerCount.DROPPED_WORST) > 0);
      assertTrue(broker.stats().clients() >= 3);
    }
  }

  @Test
  void fasterSender_isPaced_andTheReaderGetsAll() throws Exception {
    int frames = 2000;
    try (Broker broker = open(SMALL)) {
      RawClient sender = join(broker, "rbus.fast.INBOX.1");
      RawClient reader = join(broker, "rbus.reader.INBOX.2");
      CompletableFuture<Boolean> sent =
          CompletableFuture.supplyAsync(() -> flood(sender, "rbus.reader.INBOX.2", frames));
      for (int i = 0; i < frames; i++) {
        assertEquals(i, reader.receive().payload().getInt(0));
      }
      assertTrue(sent.orTimeout(5, TimeUnit.SECONDS).join());
      assertEquals(0, broker.stats().of(BrokerCount.DROPPED_SLOW));
      assertTrue(broker.stats().of(BrokerCount.FRAMES_IN) >= frames);
    }
  }

  private static boolean flood(RawClient sender, String to, int frames) {
    try {
      for (int i = 0; i < frames; i++) {
        sender.send(0x10, to, "", ByteBuffer.allocate(1 << 16).putInt(0, i));
      }
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  @Test
  void stalledReader_holdsItsSenderBackOnce_andThenGoes() throws Exception {
    try (Broker broker = open(SMALL)) {
      RawClient sender = join(broker, "rbus.fast.INBOX.1");
      RawClient other = join(broker, "rbus.other.INBOX.3");
      RawClient stalled = join(broker, "rbus.stalled.INBOX.2");
      CompletableFuture<Boolean> sent =
          CompletableFuture.supplyAsync(() -> flood(sender, "rbus.stalled.INBOX.2", 200));
      await().until(() -> broker.stats().of(BrokerCount.PACED) > 0);
      assertAlive(other, "rbus.other.INBOX.3");
      assertTrue(sent.orTimeout(5, TimeUnit.SECONDS).join());
      assertAlive(sender, "rbus.fast.INBOX.1");
      assertTrue(stalled.isDropped());
      assertEquals(1, broker.stats().of(BrokerCount.DROPPED_SLOW));
      assertEquals(1, broker.stats().of(BrokerCount.PACED));
    }
  }

  @Test
  void fullHouse_givesUpWhoNeverSpoke() throws Exception {
    try (Broker broker = open(SMALL)) {
      RawClient good = join(broker, "rbus.good.INBOX.1");
      for (int i = 1; i < SMALL.clients(); i++) {
        mute(broker, HeaderVariant.BASE);
      }
      await().until(() -> broker.stats().clients() == SMALL.clients());
      RawClient late = join(broker, "rbus.late.INBOX.2");
      assertTrue(broker.stats().of(BrokerCount.DROPPED_MUTE) > 0);
      assertAlive(late, "rbus.late.INBOX.2");
      assertAlive(good, "rbus.good.INBOX.1");
      assertTrue(broker.stats().clients() <= SMALL.clients());
    }
  }

  @Test
  void fullHouseOfSpeakers_newcomersWaitUntilOneLeaves() throws Exception {
    Limits three = new Limits(3, MIB, 4 * MIB);
    try (Broker broker = open(three)) {
      for (int i = 0; i < 3; i++) {
        join(broker, inbox(i));
      }
      RawClient late = mute(broker, HeaderVariant.BASE);
      late.register("rbus.late.INBOX.9");
      assertNull(late.poll(Duration.ofMillis(50)));
      clients.get(0).close();
      assertAlive(late, "rbus.late.INBOX.9");
    }
  }

  @Test
  void topicsWithoutEnd_areRefused_andThoseOfOthersGoOn() throws Exception {
    try (Broker broker = open(SMALL)) {
      RawClient greedy = join(broker, "rbus.greedy.INBOX.1");
      String deep = "a.".repeat(31);
      for (int i = 0; i < 20_000; i++) {
        greedy.send(0, ControlTopic.SUBSCRIBE, "", ControlJson.add(deep + i, i + 2));
      }
      assertAlive(greedy, "rbus.greedy.INBOX.1");
      assertTrue(broker.stats().topics() < 20_000);
      assertTrue(broker.stats().of(BrokerCount.REFUSED) > 0);
      greedy.close();
      await().until(() -> broker.stats().topics() == 0);
      RawClient other = join(broker, "rbus.other.INBOX.2");
      assertAlive(other, "rbus.other.INBOX.2");
    }
  }
}
