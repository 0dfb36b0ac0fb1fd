package org.rdkb.dhcpmanager.rbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
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
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** Brokers and peers that come and go. */
class ReconnectTest {
  private static final PeerName PROVIDER = new PeerName("eRT.probe", "probe");
  private static final PeerName CONSUMER = new PeerName("consumer", "consumer");
  private static final String INT = ProbeProvider.ROOT + "Int";
  private static final String EVENT = ProbeProvider.ROOT + "Event!";

  @TempDir private Path folder;
  private BusAddress address;
  private final ProbeProvider provider = new ProbeProvider().withGate();

  @BeforeEach
  void name() {
    address = BusAddress.parse("unix://" + folder.resolve("bus"));
  }

  private Peer consumer() throws IOException, BusException {
    return Peer.connect(address, CONSUMER, Optional.empty());
  }

  private Peer provider() throws IOException, BusException {
    return Peer.connect(address, PROVIDER, Optional.of(provider));
  }

  @Test
  void brokerRestarted_elementsAndSubscriptionsAreBack() throws Exception {
    Broker first = Broker.open(address);
    ConcurrentLinkedQueue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
    try (Peer owner = provider();
        Peer asker = consumer()) {
      asker.subscribe(new SubscribeRequest(EVENT, false), events::add);
      first.close();
      await().until(() -> !asker.isConnected() && !owner.isConnected());
      BusException lost = assertThrows(BusException.class, () -> asker.get(List.of(INT)));
      assertEquals(BusError.DESTINATION_NOT_REACHABLE, lost.error());
      assertEquals("not connected to the bus", lost.reason());
      try (Broker second = Broker.open(address)) {
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> asker.isConnected() && owner.isConnected());
        assertEquals(BusValue.int32(42), asker.get(List.of(INT)).get(0).value());
        owner.publish(new BusEvent.General(EVENT, BusObject.EMPTY));
        await().until(() -> events.size() == 1);
        assertEquals(address, second.address());
      }
    }
  }

  @Test
  void providerRestarted_afterBrokerRestart_isSubscribedAgain() throws Exception {
    Broker first = Broker.open(address);
    ConcurrentLinkedQueue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
    try (Peer asker = consumer()) {
      try (Peer owner = provider()) {
        asker.subscribe(new SubscribeRequest(EVENT, false), events::add);
        assertTrue(owner.isConnected());
      }
      first.close();
      try (Broker second = Broker.open(address)) {
        await().until(asker::isConnected);
        try (Peer owner = provider()) {
          await()
              .until(
                  () -> {
                    owner.publish(new BusEvent.General(EVENT, BusObject.EMPTY));
                    return !events.isEmpty();
                  });
        }
        assertEquals(address, second.address());
      }
    }
  }

  @Test
  void providerRestarted_brokerLives_isSubscribedAgain() throws Exception {
    // Providers in other processes; in this one a second peer has an inbox of another name.
    try (Broker broker = Broker.open(address);
        Peer asker = consumer()) {
      try (RawClient first = new RawClient(broker.address(), HeaderVariant.BASE)) {
        registerEvent(first, "rbus.away.INBOX.1");
        CompletableFuture<Boolean> answered =
            CompletableFuture.supplyAsync(() -> answersSubscribe(first));
        asker.subscribe(new SubscribeRequest(EVENT, false), event -> {});
        assertTrue(answered.join());
      }
      try (RawClient second = new RawClient(broker.address(), HeaderVariant.BASE)) {
        registerEvent(second, "rbus.away.INBOX.2");
        assertTrue(answersSubscribe(second));
      }
    }
  }

  private static void registerEvent(RawClient owner, String inbox) throws IOException {
    owner.register(inbox);
    owner.ask(ControlTopic.SUBSCRIBE, inbox, ControlJson.add(EVENT, 1));
  }

  private static boolean answersSubscribe(RawClient owner) {
    try {
      Frame request = owner.receive();
      byte[] done =
          HexFormat.of().parseHex("0003b04d4554484f445f524553504f4e534500a100a100d200000002");
      owner.send(
          Frame.of(
                  HeaderVariant.BASE,
                  request.sequence(),
                  0x12,
                  request.replyTopic(),
                  request.topic(),
                  ByteBuffer.wrap(done))
              .octets());
      return request.topic().equals(EVENT);
    } catch (IOException lost) {
      return false;
    }
  }

  @Test
  void brokerGone_pendingCallFailsAtOnce()
      throws BusException, ExecutionException, IOException, InterruptedException, TimeoutException {
    Broker broker = Broker.open(address);
    try (Peer owner = provider();
        Peer asker = consumer()) {
      CompletableFuture<BusError> call = CompletableFuture.supplyAsync(() -> waitForGate(asker));
      assertThrows(TimeoutException.class, () -> call.get(200, TimeUnit.MILLISECONDS));
      broker.close();
      assertEquals(BusError.DESTINATION_NOT_REACHABLE, call.get(1, TimeUnit.SECONDS));
      assertFalse(owner.isConnected() && asker.isConnected());
    } finally {
      provider.openGate();
    }
  }

  private static BusError waitForGate(Peer asker) {
    try {
      asker.invoke(ProbeProvider.ROOT + "Wait()", BusObject.EMPTY);
      return BusError.SUCCESS;
    } catch (BusException failed) {
      return failed.error();
    }
  }

  @Test
  void noBroker_connectIsRefusedAtOnce() {
    IOException refused = assertThrows(IOException.class, this::consumer);
    assertTrue(refused.getMessage() != null);
  }

  @Test
  void elementTaken_connectIsRefusedNamingIt() throws Exception {
    try (Broker broker = Broker.open(address);
        Peer owner = provider()) {
      BusException taken =
          assertThrows(
              BusException.class,
              () ->
                  Peer.connect(
                      broker.address(), new PeerName("other", "other"), Optional.of(provider)));
      assertEquals(BusError.ELEMENT_NAME_DUPLICATE, taken.error());
      assertEquals(INT, taken.element());
      assertTrue(owner.isConnected());
    }
  }

  @Test
  void subscriberGone_isForgotten() throws Exception {
    try (Broker broker = Broker.open(address);
        Peer owner = provider();
        RawClient watcher = new RawClient(broker.address(), HeaderVariant.BASE)) {
      Peer asker = consumer();
      asker.subscribe(new SubscribeRequest(EVENT, false), event -> {});
      asker.close();
      try (Peer again = consumer()) {
        ConcurrentLinkedQueue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
        again.subscribe(new SubscribeRequest(EVENT, false), events::add);
        owner.publish(new BusEvent.General(EVENT, BusObject.EMPTY));
        await().until(() -> events.size() == 1);
      }
      watcher.register("rbus.watch.INBOX.1");
      watcher.ask(ControlTopic.COMPONENTS, "rbus.watch.INBOX.1", ControlJson.nothing());
    }
  }

  @Test
  void embedded_whereNoBrokerIs_runsOneAndOthersJoin() throws Exception {
    try (EmbeddedBus first = EmbeddedBus.open(address, PROVIDER, provider)) {
      assertTrue(first.runsBroker());
      ProbeProvider none =
          new ProbeProvider() {
            @Override
            public List<org.rdkb.dhcpmanager.bus.Element> elements() {
              return List.of();
            }
          };
      try (EmbeddedBus second = EmbeddedBus.open(address, CONSUMER, none)) {
        assertFalse(second.runsBroker());
        assertEquals(BusValue.int32(42), second.get(List.of(INT)).get(0).value());
      }
      assertEquals(BusValue.int32(42), first.get(List.of(INT)).get(0).value());
    }
  }

  @Test
  void twoProviders_setOverBoth_isUndoneWhereOneRefuses() throws Exception {
    RefusingProvider other = new RefusingProvider();
    try (Broker broker = Broker.open(address);
        Peer owner = provider();
        Peer second = Peer.connect(broker.address(), new PeerName("z", "z"), Optional.of(other));
        Peer asker = consumer()) {
      BusException refused =
          assertThrows(
              BusException.class,
              () ->
                  asker.set(
                      List.of(
                          new BusProperty(INT, BusValue.int32(1)),
                          new BusProperty(RefusingProvider.NAME, BusValue.int32(2)))));
      assertEquals(RefusingProvider.NAME, refused.element());
      assertEquals("never", refused.reason());
      assertEquals(BusValue.int32(42), asker.get(List.of(INT)).get(0).value());
      assertTrue(owner.isConnected() && second.isConnected());
      assertEquals(
          List.of(RefusingProvider.NAME, INT),
          asker.get(List.of(RefusingProvider.NAME, INT)).stream().map(BusProperty::name).toList());
    }
  }

  @Test
  void close_leavesNoThread() throws IOException, BusException {
    EmbeddedBus bus = EmbeddedBus.open(address, PROVIDER, provider);
    Peer asker = consumer();
    asker.subscribe(new SubscribeRequest(EVENT, true), event -> {});
    asker.set(List.of(new BusProperty(INT, BusValue.int32(3))));
    assertTrue(threads().containsAll(Set.of("broker", "bus-reader", "bus-calls", "bus-publisher")));
    asker.close();
    bus.close();
    await().until(() -> threads().isEmpty());
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("bus-") || name.equals("broker"))
        .collect(Collectors.toSet());
  }
}
