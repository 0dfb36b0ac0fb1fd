package org.rdkb.dhcpmanager.rbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** How soon everything is back after a broker, and how little is done while there is none. */
class ReturnTest {
  private static final String INT = ProbeProvider.ROOT + "Int";
  private static final String EVENT = ProbeProvider.ROOT + "Event!";
  private static final Duration BACK_WITHIN = Duration.ofSeconds(2);
  private static final int SUBSCRIPTIONS = 40;

  @TempDir private Path folder;
  private final ProbeProvider provider = new ProbeProvider();

  private BusAddress address(String family) throws IOException {
    if (family.equals("unix")) {
      return BusAddress.parse("unix://" + folder.resolve("bus"));
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return BusAddress.parse("tcp://127.0.0.1:" + free.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  void brokerAwayForLong_everythingIsBackInTwoSeconds(String family) throws Exception {
    BusAddress address = address(family);
    Broker first = Broker.open(address);
    Queue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
    try (Peer owner =
            Peer.connect(address, new PeerName("eRT.probe", "probe"), Optional.of(provider));
        Peer asker = Peer.connect(address, new PeerName("asker", "asker"), Optional.empty())) {
      for (int i = 0; i < SUBSCRIPTIONS; i++) {
        asker.subscribe(new SubscribeRequest(EVENT, false), events::add);
      }
      first.close();
      // Long enough for the pauses between attempts to have reached their longest.
      await().pollDelay(Duration.ofSeconds(3)).until(() -> !owner.isConnected());
      try (Broker second = Broker.open(address)) {
        assertEquals(address, second.address());
        await().atMost(BACK_WITHIN).until(() -> owner.isConnected() && asker.isConnected());
        assertEquals(BusValue.int32(42), asker.get(List.of(INT)).get(0).value());
        await()
            .until(
                () -> {
                  events.clear();
                  owner.publish(new BusEvent.General(EVENT, BusObject.EMPTY));
                  await().atMost(Duration.ofSeconds(1)).until(() -> events.size() >= SUBSCRIPTIONS);
                  return true;
                });
      }
    }
  }

  @Test
  void brokerThatDropsEverybody_isTriedAFewTimesASecond() throws Exception {
    BusAddress address = address("unix");
    Broker broker = Broker.open(address);
    try (Peer owner =
        Peer.connect(address, new PeerName("eRT.probe", "probe"), Optional.of(provider))) {
      broker.close();
      Files.deleteIfExists(folder.resolve("bus"));
      AtomicInteger attempts = new AtomicInteger();
      try (ServerSocketChannel hostile = ServerSocketChannel.open(address.family())) {
        hostile.bind(address.socketAddress());
        Thread dropping = new Thread(() -> dropAll(hostile, attempts), "dropping");
        dropping.start();
        await().pollDelay(Duration.ofSeconds(3)).until(() -> attempts.get() > 0);
        assertTrue(attempts.get() <= 8, attempts + " attempts in three seconds");
        assertTrue(!owner.isConnected());
      }
    }
  }

  private static void dropAll(ServerSocketChannel hostile, AtomicInteger attempts) {
    try {
      while (true) {
        try (SocketChannel dropped = hostile.accept()) {
          attempts.incrementAndGet();
          assertTrue(dropped.isConnected());
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
