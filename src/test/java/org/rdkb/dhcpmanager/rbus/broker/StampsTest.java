package org.rdkb.dhcpmanager.rbus.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/**
 * The five times in the longer header, as the neighbours of the broker and of the peer see them.
 */
class StampsTest {
  private static final String PROVIDER = "rbus.p.INBOX.2";
  private static final String ASKER = "rbus.a.INBOX.3";
  private static final int FIXED_UNTIL_STAMPS = 30;
  private static final int MINE = 0x7000_0001;

  @TempDir private Path folder;
  private Broker broker;

  @BeforeEach
  void open() throws IOException {
    broker = Broker.open(BusAddress.parse("unix://" + folder.resolve("bus")));
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private RawClient client(HeaderVariant variant, String inbox) throws IOException {
    RawClient client = new RawClient(broker.address(), variant);
    client.register(inbox);
    client.ask(ControlTopic.SUBSCRIBE, inbox, ControlJson.add("of " + inbox, 10_000));
    return client;
  }

  private static ByteBuffer bytes(int... octets) {
    ByteBuffer buffer = ByteBuffer.allocate(octets.length);
    IntStream.of(octets).forEach(octet -> buffer.put((byte) octet));
    return buffer.flip();
  }

  private static List<Integer> stamps(Frame frame) {
    assertEquals(HeaderVariant.ROUND_TRIP, frame.variant());
    int at = FIXED_UNTIL_STAMPS + frame.topic().length() + frame.replyTopic().length();
    return IntStream.range(0, 5).mapToObj(i -> frame.octets().getInt(at + 4 * i)).toList();
  }

  /** A frame with these times in its header. */
  private static ByteBuffer frame(int sequence, int flags, String to, String reply, int... times) {
    Frame frame = Frame.of(HeaderVariant.ROUND_TRIP, sequence, flags, to, reply, bytes(1, 2));
    ByteBuffer octets = frame.octets();
    int at = FIXED_UNTIL_STAMPS + to.length() + reply.length();
    for (int i = 0; i < times.length; i++) {
      octets.putInt(at + 4 * i, times[i]);
    }
    return octets;
  }

  private static int now() {
    return (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
  }

  private static void assertBetween(int from, int stamp, int to) {
    assertTrue(from <= stamp && stamp <= to, () -> from + " " + stamp + " " + to);
  }

  @Test
  void broker_stampsRequestAndAnswer_andKeepsWhatTheOthersWrote() throws IOException {
    try (RawClient provider = client(HeaderVariant.ROUND_TRIP, PROVIDER);
        RawClient asker = client(HeaderVariant.ROUND_TRIP, ASKER)) {
      int before = now();
      asker.send(frame(7, 0x11, "of " + PROVIDER, ASKER, MINE));
      List<Integer> request = stamps(provider.receive());
      assertEquals(MINE, request.get(0));
      assertBetween(before, request.get(1), now());
      assertBetween(request.get(1), request.get(2), now());
      assertEquals(List.of(0, 0), request.subList(3, 5));

      provider.send(frame(7, 0x12, ASKER, "of " + PROVIDER, MINE, MINE + 1, MINE + 2, MINE + 3));
      List<Integer> answer = stamps(asker.receive());
      assertEquals(List.of(MINE, MINE + 1, MINE + 2, MINE + 3), answer.subList(0, 4));
      assertBetween(before, answer.get(4), now());

      provider.send(frame(8, 0x10, ASKER, "", 0, 0, 0, 0, 0));
      assertEquals(List.of(0, 0, 0, 0, 0), stamps(asker.receive()), "an event has no times");
    }
  }

  @Test
  void broker_oneSideWithoutTimes_zerosOnTheOther() throws IOException {
    try (RawClient provider = client(HeaderVariant.ROUND_TRIP, PROVIDER);
        RawClient asker = client(HeaderVariant.BASE, ASKER)) {
      asker.send(0x11, "of " + PROVIDER, ASKER, bytes(1));
      Frame request = provider.receive();
      assertEquals(List.of(0, 0, 0, 0, 0), stamps(request));
      provider.send(frame(request.sequence(), 0x12, ASKER, "of " + PROVIDER, 1, 2, 3, 4));
      Frame answer = asker.receive();
      assertEquals(HeaderVariant.BASE, answer.variant());
      assertEquals(bytes(1, 2), answer.payload());
    }
  }

  /** Both ends are ours: the consumer's request is seen by a provider that is not. */
  @Test
  void peer_asConsumer_stampsWhatItSends() throws IOException, BusException, InterruptedException {
    try (Peer consumer =
        Peer.connect(broker.address(), new PeerName("consumer", "consumer"), Optional.empty())) {
      Thread calling = new Thread(() -> assertGone(consumer), "caller");
      try (RawClient provider = client(HeaderVariant.ROUND_TRIP, PROVIDER)) {
        provider.ask(ControlTopic.SUBSCRIBE, PROVIDER, ControlJson.add("Device.A.B", 10_000));
        int before = now();
        calling.start();
        assertBetween(before, stamps(provider.receive()).get(0), now());
      }
      calling.join(5_000);
      assertFalse(calling.isAlive());
    }
  }

  private static void assertGone(Peer consumer) {
    assertThrows(BusException.class, () -> consumer.get(List.of("Device.A.B")));
  }

  @Test
  void peer_asProvider_repeatsTheTimesOfTheRequest_andAddsItsOwn() throws Exception {
    try (Peer provider =
            Peer.connect(
                broker.address(),
                new PeerName("provider", "provider"),
                Optional.of(new ProbeProvider()));
        RawClient asker = client(HeaderVariant.ROUND_TRIP, ASKER)) {
      assertEquals(BusValue.int32(42), provider.get(List.of("Device.Probe.Int")).get(0).value());
      int before = now();
      // Not a request that it knows; any is answered.
      asker.send(frame(7, 0x11, "Device.Probe.Int", ASKER, MINE));
      List<Integer> answer = stamps(asker.receive());
      assertEquals(MINE, answer.get(0));
      assertBetween(before, answer.get(1), now());
      assertBetween(before, answer.get(2), now());
      assertBetween(answer.get(2), answer.get(3), now());
      assertBetween(answer.get(3), answer.get(4), now());
    }
  }
}
