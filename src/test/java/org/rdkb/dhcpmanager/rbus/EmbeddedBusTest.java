package org.rdkb.dhcpmanager.rbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** Who runs the broker, and who does when that one is gone. */
class EmbeddedBusTest {
  private static final BrokerKeeper.Pace QUICK =
      new BrokerKeeper.Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(200));
  private static final String INT = ProbeProvider.ROOT + "Int";
  private static final String EVENT = ProbeProvider.ROOT + "Event!";

  @TempDir private Path folder;
  private BusAddress address;

  @BeforeEach
  void name() {
    address = BusAddress.parse("unix://" + folder.resolve("bus"));
  }

  private EmbeddedBus open(String name, boolean owner) throws IOException, BusException {
    ProbeProvider provider =
        owner
            ? new ProbeProvider()
            : new ProbeProvider() {
              @Override
              public List<Element> elements() {
                return List.of();
              }
            };
    return EmbeddedBus.open(address, new PeerName(name, name), provider, QUICK);
  }

  @Test
  void joinedBrokerGoneForGood_oneOfThoseLeftTakesOver_andAllIsBack() throws Exception {
    Broker foreign = Broker.open(address);
    ConcurrentLinkedQueue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
    try (EmbeddedBus owner = open("owner", true);
        EmbeddedBus asker = open("asker", false);
        EmbeddedBus third = open("third", false)) {
      assertFalse(owner.runsBroker() || asker.runsBroker() || third.runsBroker());
      asker.subscribe(new SubscribeRequest(EVENT, false), events::add);
      foreign.close();
      await().until(() -> answers(asker) && answers(third));
      long brokers = List.of(owner, asker, third).stream().filter(EmbeddedBus::runsBroker).count();
      assertEquals(1, brokers);
      await()
          .until(
              () -> {
                owner.publish(new BusEvent.General(EVENT, BusObject.EMPTY));
                return !events.isEmpty();
              });
    }
  }

  private static boolean answers(EmbeddedBus bus) {
    try {
      return bus.get(List.of(INT)).get(0).value().equals(BusValue.int32(42));
    } catch (BusException notYet) {
      return false;
    }
  }

  @Test
  void joinedBrokerRestarts_itsPlaceIsNotTaken() throws Exception {
    Broker foreign = Broker.open(address);
    try (EmbeddedBus owner = open("owner", true)) {
      foreign.close();
      try (Broker again = Broker.open(address)) {
        await().until(() -> answers(owner));
        assertFalse(owner.runsBroker());
        assertTrue(again.isServing());
        assertEquals(Optional.empty(), owner.brokerStats());
      }
    }
  }

  @Test
  void ownBrokerFails_isRunAgain() throws Exception {
    try (EmbeddedBus owner = open("owner", true)) {
      assertTrue(owner.brokerStats().orElseThrow().clients() == 1);
      Thread broker =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("broker"))
              .findFirst()
              .orElseThrow();
      broker.interrupt();
      await().until(() -> answers(owner));
      assertTrue(owner.runsBroker());
    }
  }

  @Test
  void twoAtOnce_oneRunsTheBrokerAndBothAreOnTheBus() throws Exception {
    CompletableFuture<EmbeddedBus> other = CompletableFuture.supplyAsync(() -> quietly("other"));
    try (EmbeddedBus owner = open("owner", true);
        EmbeddedBus second = other.orTimeout(10, TimeUnit.SECONDS).join()) {
      assertTrue(owner.runsBroker() != second.runsBroker());
      await().until(() -> answers(second));
    }
  }

  private EmbeddedBus quietly(String name) {
    try {
      return open(name, false);
    } catch (IOException | BusException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void providerDiesAmidACall_callerIsToldAtOnce() throws Exception {
    ProbeProvider waiting = new ProbeProvider().withGate();
    try (Broker broker = Broker.open(address);
        Peer asker = Peer.connect(address, new PeerName("asker", "asker"), Optional.empty())) {
      Peer owner =
          Peer.connect(broker.address(), new PeerName("owner", "owner"), Optional.of(waiting));
      CompletableFuture<BusError> call =
          CompletableFuture.supplyAsync(() -> invoke(asker, ProbeProvider.ROOT + "Wait()"));
      await().pollDelay(Duration.ofMillis(200)).until(() -> !call.isDone());
      owner.close();
      assertEquals(BusError.DESTINATION_NOT_FOUND, call.orTimeout(1, TimeUnit.SECONDS).join());
    } finally {
      waiting.openGate();
    }
  }

  /** As sets do on a disk that hangs. */
  @Test
  void callsThatWait_doNotKeepAPartialGetWaiting() throws Exception {
    ProbeProvider waiting = new ProbeProvider().withGate();
    try (Broker broker = Broker.open(address);
        Peer asker = Peer.connect(address, new PeerName("asker", "asker"), Optional.empty());
        Peer owner =
            Peer.connect(broker.address(), new PeerName("owner", "owner"), Optional.of(waiting))) {
      List<CompletableFuture<BusError>> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(
            CompletableFuture.supplyAsync(() -> invoke(asker, ProbeProvider.ROOT + "Wait()")));
      }
      await().until(() -> threads("bus-calls") == 2);
      CompletableFuture<Integer> got =
          CompletableFuture.supplyAsync(() -> count(asker, ProbeProvider.ROOT));
      assertTrue(got.orTimeout(5, TimeUnit.SECONDS).join() > 1);
      assertTrue(calls.stream().noneMatch(CompletableFuture::isDone));
      assertTrue(owner.isConnected());
    } finally {
      waiting.openGate();
    }
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }

  private static int count(Peer asker, String path) {
    try {
      return asker.get(List.of(path)).size();
    } catch (BusException failed) {
      return -1;
    }
  }

  private static BusError invoke(Peer asker, String method) {
    try {
      asker.invoke(method, BusObject.EMPTY);
      return BusError.SUCCESS;
    } catch (BusException failed) {
      return failed.error();
    }
  }
}
