package org.rdkb.dhcpmanager.rbus.rtmessage;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/** What stock subscribers of several ages get from our provider. */
class StockSubscriberTest {
  private static final String EVENT = ProbeProvider.ROOT + "Event!";
  private static final String INT = ProbeProvider.ROOT + "Int";
  private static final int BURST = 60;
  private static final int MOST_UNCONFIRMED = 25;

  @TempDir private Path folder;
  private final ProbeProvider provider = new ProbeProvider();
  private Broker broker;
  private Peer owner;

  @BeforeEach
  void open() throws Exception {
    broker = Broker.open(BusAddress.parse("unix://" + folder.resolve("bus")));
    owner = provider();
  }

  private Peer provider() throws IOException, BusException {
    PeerName name = new PeerName("eRT.probe", "probe", Optional.of(folder));
    Peer peer = Peer.connect(broker.address(), name, Optional.of(provider));
    provider.publishTo(peer::publish);
    return peer;
  }

  @AfterEach
  void close() {
    owner.close();
    broker.close();
  }

  private static BusEvent numbered(int number) {
    return new BusEvent.General(EVENT, BusObject.of(new BusProperty("n", BusValue.int32(number))));
  }

  private void burst() {
    for (int i = 0; i < BURST; i++) {
      owner.publish(numbered(i));
    }
  }

  private static int number(Frame event) throws IOException {
    BusObject data = StockClient.event(event).data().orElse(BusObject.EMPTY);
    return (int) ((BusValue.Whole) data.value("n").orElseThrow()).value();
  }

  @Test
  void burst_slowClient_isNeverSentMoreThanItsQueueHolds() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "slow");
        Peer other =
            Peer.connect(broker.address(), new PeerName("fast", "fast"), Optional.empty())) {
      assertEquals(0, client.subscribe(EVENT).number());
      Queue<ReceivedEvent> heard = new ConcurrentLinkedQueue<>();
      other.subscribe(new SubscribeRequest(EVENT, false), heard::add);
      burst();
      List<Integer> numbers = new ArrayList<>();
      int queued = 0;
      while (numbers.size() < BURST) {
        Frame frame = client.receive();
        queued++;
        assertTrue(queued < MOST_UNCONFIRMED, "more than a stock client holds");
        if (StockClient.isCommit(frame)) {
          // It answers late, when everything before is handled; others have all by then.
          await().until(() -> heard.size() == BURST);
          client.confirm(frame, 0);
          queued = 0;
        } else {
          numbers.add(number(frame));
        }
      }
      assertEquals(java.util.stream.IntStream.range(0, BURST).boxed().toList(), numbers);
    }
  }

  @Test
  void burst_clientThatCannotConfirm_getsAll() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "bare", false)) {
      assertEquals(0, client.subscribe(EVENT).number());
      burst();
      for (int i = 0; i < BURST; i++) {
        assertEquals(i, number(client.receive()));
      }
    }
  }

  @Test
  void clientBefore210_getsEventsInItsForm() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "old")) {
      client.raw.send(
          Frame.REQUEST | Frame.RAW_BINARY,
          INT,
          client.inbox,
          client.subscription(INT, 1, true, false).asRequest(MethodMessage.SUBSCRIBE));
      Frame commit = client.receive();
      assertTrue(StockClient.isCommit(commit));
      client.confirm(commit, 9);
      ItemReader answer = Caller.body(client.receive());
      assertEquals(0, answer.number());
      assertEquals(1, answer.number());
      assertEquals(INT, answer.text());
      assertEquals(ReceivedEvent.Type.INITIAL_VALUE.code(), answer.number());
      assertTrue(answer.isAtText(), "the object follows at once");
      owner.publish(
          new BusEvent.ValueChanged(INT, BusValue.int32(1), BusValue.int32(42), "somebody"));
      ItemReader event = MethodMessage.parse(client.receive().payload()).body();
      assertEquals(INT, event.text());
      assertEquals(ReceivedEvent.Type.VALUE_CHANGED.code(), event.number());
      assertTrue(event.isAtText(), "the object follows at once");
    }
  }

  @Test
  void rawSubscriber_getsTheOctetsAndNoObjects() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "raw")) {
      ItemWriter body = client.subscription(EVENT, 1, false, true);
      ItemReader answer = client.call(EVENT, MethodMessage.SUBSCRIBE, body);
      assertEquals(0, answer.number());
      int id = answer.number();
      String topic = "rawdata." + EVENT;
      client.raw.send(
          0,
          org.rdkb.dhcpmanager.rbus.wire.ControlTopic.SUBSCRIBE,
          "",
          org.rdkb.dhcpmanager.rbus.wire.ControlJson.add(topic, id));
      client.subscribe(INT); // the broker has seen the topic when this is answered
      byte[] octets = "abc123".getBytes(StandardCharsets.US_ASCII);
      owner.publish(numbered(0));
      owner.publish(new BusEvent.Raw(EVENT, Octets.of(octets)));
      Frame frame = client.receive();
      assertEquals(topic, frame.topic());
      assertEquals(id, frame.control());
      assertEquals(Frame.RAW_BINARY, frame.flags());
      assertEquals("", frame.replyTopic());
      assertArrayEquals(octets, StockClient.octets(frame));
      ItemReader property =
          client.call(INT, MethodMessage.SUBSCRIBE, client.subscription(INT, 2, false, true));
      assertEquals(BusError.INVALID_INPUT.code(), property.number());
    }
  }

  @Test
  void aliasBehindWildcard_isResolvedForEachEvent() throws Exception {
    EventPattern pattern =
        new EventPattern(List.of("A", "*", "B", "[wan]", "X"), EventPattern.Reach.ITSELF);
    EventPattern.Aliases aliases = (table, row, alias) -> table.equals("A.2.B.") && row.equals("7");
    assertTrue(pattern.covers(List.of("A", "2", "B", "7", "X"), aliases));
    assertTrue(!pattern.covers(List.of("A", "1", "B", "7", "X"), aliases));
    assertTrue(!pattern.covers(List.of("A", "2", "B", "7", "Y"), aliases));
  }

  @Test
  void providerRestarted_subscriberThatStays_hearsAgain() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "stays")) {
      assertEquals(0, client.subscribe(EVENT).number());
      owner.close();
      owner = provider();
      owner.publish(numbered(5));
      Frame frame = client.receive();
      if (StockClient.isCommit(frame)) {
        client.confirm(frame, 0);
        frame = client.receive();
      }
      assertEquals(5, number(frame));
      assertEquals(BusError.SUBSCRIPTION_ALREADY_EXIST.code(), client.subscribe(EVENT).number());
    }
  }

  @Test
  void providerRestarted_damagedRecord_isIgnored() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "stays")) {
      assertEquals(0, client.subscribe(EVENT).number());
      owner.close();
      Path file = folder.resolve("bus-subscribers");
      Files.writeString(file, Files.readString(file).replace("00", "01"));
      owner = provider();
      owner.publish(numbered(5));
      assertNull(client.next());
      assertEquals(0, client.subscribe(EVENT).number());
    }
  }

  @Test
  void thousandsOfSubscriptions_ofOneClient_leaveRoomForOthers() throws Exception {
    try (StockClient hostile = new StockClient(broker.address(), "hostile");
        StockClient client = new StockClient(broker.address(), "client")) {
      int refused = 0;
      for (int i = 0; i < 1000; i++) {
        ItemWriter body = hostile.subscription(EVENT, i, false, false);
        refused += hostile.call(EVENT, MethodMessage.SUBSCRIBE, body).number() == 0 ? 0 : 1;
      }
      assertEquals(1000 - 512, refused);
      assertEquals(0, client.subscribe(EVENT).number());
    }
  }

  @Test
  void subscriptionsOfClientsThatAreNotThere_giveWay() throws Exception {
    try (StockClient hostile = new StockClient(broker.address(), "hostile");
        StockClient client = new StockClient(broker.address(), "client")) {
      for (int i = 0; i < 4096; i++) {
        String nobody = "rbus.nobody.INBOX." + i;
        ItemWriter body = new ItemWriter().text(EVENT).text(nobody).integer(0).integer(0);
        assertEquals(0, hostile.call(EVENT, MethodMessage.SUBSCRIBE, body).number());
      }
      await().until(() -> client.subscribe(EVENT).number() == 0);
    }
  }

  @Test
  void direct_getAndEvent_bypassTheBroker() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "near")) {
      String address = openDirect(client, EVENT);
      assertEquals(address, openDirect(client, INT));
      try (StockClient near = new StockClient(BusAddress.parse(address), "near", false)) {
        ItemWriter get = new ItemWriter().text("near").integer(1).text(INT);
        near.raw.send(
            Frame.REQUEST | Frame.RAW_BINARY, INT, near.inbox, get.asRequest(MethodMessage.GET));
        Frame answer = near.receive();
        assertEquals(Frame.RESPONSE, answer.flags());
        assertEquals(near.inbox, answer.topic());
        assertEquals(INT, answer.replyTopic());
        assertEquals(0, Caller.body(answer).number());
        assertTrue(Files.notExists(Path.of(address.substring("unix://".length()))));

        assertEquals(0, client.subscribe(EVENT).number());
        owner.publish(numbered(3));
        Frame event = near.receive();
        assertEquals(3, number(event));
        assertEquals(Frame.RAW_BINARY, event.flags());
        assertEquals(1, event.control());
        assertEquals("", event.replyTopic());

        String str = ProbeProvider.ROOT + "Str";
        ItemWriter other = new ItemWriter().text("near").integer(1).text(str);
        near.raw.send(
            Frame.REQUEST | Frame.RAW_BINARY, str, near.inbox, other.asRequest(MethodMessage.GET));
        assertEquals(9, Caller.body(near.receive()).number());

        ItemWriter close = new ItemWriter().text(client.inbox).text(EVENT);
        assertEquals(0, client.call(EVENT, MethodMessage.CLOSE_DIRECT, close).number());
        owner.publish(numbered(4));
        assertEquals(4, number(client.receive()));
      }
    }
  }

  /** A stock consumer tries its address again for ever, and asks nobody else until it is let in. */
  @Test
  void providerRestarted_directConsumerIsLetInAtTheSameAddress() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "near")) {
      BusAddress address = BusAddress.parse(openDirect(client, EVENT));
      openDirect(client, INT);
      assertEquals(0, client.subscribe(EVENT).number());
      for (int restarts = 0; restarts < 3; restarts++) {
        try (StockClient near = new StockClient(address, "near", false)) {
          assertEquals(0, getDirectly(near).number());
          owner.publish(numbered(restarts));
          assertEquals(restarts, number(near.receive()));
          owner.close();
          assertTrue(near.raw.isDropped());
          owner = provider();
        }
      }
    }
  }

  @Test
  void providerRestarted_directConsumerThatLeft_isNotWaitedFor() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "near")) {
      BusAddress address = BusAddress.parse(openDirect(client, INT));
      try (StockClient near = new StockClient(address, "near", false)) {
        assertEquals(0, getDirectly(near).number());
      }
      Path record = folder.resolve("bus-direct");
      await().until(() -> Files.readString(record).lines().count() == 1);
      owner.close();
      owner = provider();
      assertThrows(IOException.class, () -> new StockClient(address, "near", false).close());
    }
  }

  /** Whatever the record says, nothing is made or removed but what could have been ours. */
  @Test
  void providerRestarted_recordOfStrangeAddresses_isIgnored() throws Exception {
    owner.close();
    Path precious = Files.createFile(folder.resolve("precious"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve(".direct_probe_1");
    List<DirectRecord> records =
        Stream.of("unix://" + precious, "unix://" + elsewhere, "tcp://127.0.0.1:1", "nonsense")
            .map(address -> new DirectRecord("rbus." + address + ".INBOX.1", address, List.of(INT)))
            .toList();
    try (Deadlines deadlines = new Deadlines()) {
      var record = new RunRecord<>(folder, DirectRecord.FORM, deadlines, () -> records);
      record.changed();
      record.save();
    }
    owner = provider();
    assertTrue(Files.isRegularFile(precious));
    assertTrue(Files.notExists(elsewhere));
    try (StockClient client = new StockClient(broker.address(), "near")) {
      openDirect(client, INT);
    }
  }

  private static ItemReader getDirectly(StockClient near) throws IOException {
    ItemWriter get = new ItemWriter().text("near").integer(1).text(INT);
    return near.call(INT, MethodMessage.GET, get);
  }

  private static String openDirect(StockClient client, String element) throws IOException {
    ItemReader answer = tryDirect(client, client.inbox, element);
    assertEquals(0, answer.number());
    assertTrue(answer.text().startsWith("rbus.probe"));
    return answer.text();
  }

  private static ItemReader tryDirect(StockClient client, String inbox, String element)
      throws IOException {
    ItemWriter body =
        new ItemWriter().text(inbox).integer(1).text(element).text("unix:///tmp/rtrouted");
    return client.call(element, MethodMessage.OPEN_DIRECT, body);
  }

  @Test
  void direct_manyAndStrangeWishes_areRefused() throws Exception {
    try (StockClient client = new StockClient(broker.address(), "near")) {
      assertEquals(17, tryDirect(client, client.inbox, ProbeProvider.ROOT + "Table.").number());
      int opened = 0;
      for (int i = 0; i < 100; i++) {
        opened += tryDirect(client, "../../x" + i, INT).number() == 0 ? 1 : 0;
      }
      assertEquals(32, opened);
      try (var files = Files.list(folder)) {
        assertEquals(32, files.filter(f -> f.toString().contains(".direct_probe_")).count());
      }
      owner.close();
      try (var files = Files.list(folder)) {
        assertEquals(0, files.filter(f -> f.toString().contains(".direct_probe_")).count());
      }
    }
  }

  @Test
  void direct_consumerThatDoesNotRead_holdsUpNobody() throws Exception {
    BusValue large = BusValue.text("x".repeat(64 << 10));
    try (StockClient client = new StockClient(broker.address(), "deaf");
        Peer other =
            Peer.connect(broker.address(), new PeerName("fast", "fast"), Optional.empty())) {
      BusAddress address = BusAddress.parse(openDirect(client, EVENT));
      try (StockClient deaf = new StockClient(address, "deaf", false)) {
        // Its inbox, sent before, is known over there once this is answered.
        ItemWriter commit = new ItemWriter().integer(0).text("deaf").integer(1).text("TRUE");
        assertEquals(0, deaf.call(EVENT, MethodMessage.COMMIT, commit).number());
        assertEquals(0, client.subscribe(EVENT).number());
        Queue<ReceivedEvent> heard = new ConcurrentLinkedQueue<>();
        other.subscribe(new SubscribeRequest(EVENT, false), heard::add);
        for (int i = 0; i < BURST; i++) {
          owner.publish(new BusEvent.General(EVENT, BusObject.of(new BusProperty("large", large))));
        }
        await().atMost(Duration.ofSeconds(3)).until(() -> heard.size() == BURST);
        assertEquals(EVENT, StockClient.event(deaf.receive()).element());
      }
    }
  }
}
