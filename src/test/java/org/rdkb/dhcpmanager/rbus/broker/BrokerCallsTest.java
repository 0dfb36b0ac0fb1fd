package org.rdkb.dhcpmanager.rbus.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** Requests whose provider dies, several addresses, diagnostics, and messages to the broker. */
class BrokerCallsTest {
  private static final String INBOX = "rbus.asker.INBOX.1";
  private static final Duration NOTHING_WITHIN = Duration.ofMillis(50);

  @TempDir private Path folder;
  private Broker broker;
  private RawClient asker;

  @BeforeEach
  void open() throws IOException {
    broker = Broker.open(BusAddress.parse("unix://" + folder.resolve("bus")));
    asker = new RawClient(broker.address(), HeaderVariant.BASE);
    asker.register(INBOX);
  }

  @AfterEach
  void close() throws IOException {
    asker.close();
    broker.close();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A provider of one component name, which several may share. */
  private RawClient provider(HeaderVariant variant, String inbox) throws IOException {
    RawClient provider = new RawClient(broker.address(), variant);
    provider.register(inbox);
    provider.ask(ControlTopic.SUBSCRIBE, inbox, ControlJson.add("provider", 10_000));
    return provider;
  }

  @Test
  void providerDies_requestIsTurnedAroundAtOnce() throws Exception {
    RawClient provider = provider(HeaderVariant.ROUND_TRIP, "rbus.p.INBOX.2");
    asker.send(0x11, "provider", INBOX, bytes("ask"));
    Frame asked = provider.receive();
    provider.close();
    Frame notice = asker.receive();
    assertEquals(0x16, notice.flags());
    assertEquals(asked.sequence(), notice.sequence());
    assertEquals(INBOX, notice.topic());
    assertEquals(INBOX, notice.replyTopic());
    assertEquals(1, notice.control());
    assertEquals(0, notice.payload().remaining());
    assertEquals(1, broker.stats().of(BrokerCount.ORPHANED));
  }

  @Test
  void providerDiesAfterItsAnswer_nothingMoreComes() throws Exception {
    RawClient provider = provider(HeaderVariant.BASE, "rbus.p.INBOX.2");
    asker.send(0x11, "provider", INBOX, bytes("ask"));
    Frame asked = provider.receive();
    Frame answer =
        Frame.of(HeaderVariant.BASE, asked.sequence(), 0x12, INBOX, "provider", bytes("done"));
    provider.send(answer.octets());
    assertEquals(bytes("done"), asker.receive().payload());
    provider.close();
    assertNull(asker.poll(NOTHING_WITHIN));
  }

  @Test
  void oneOfTwoProvidersDies_theOtherStillAnswers() throws Exception {
    RawClient first = provider(HeaderVariant.BASE, "rbus.p.INBOX.2");
    try (RawClient second = provider(HeaderVariant.BASE, "rbus.p.INBOX.3")) {
      asker.send(0x11, "provider", INBOX, bytes("ask"));
      assertEquals(first.receive().sequence(), second.receive().sequence());
      first.close();
      assertNull(asker.poll(NOTHING_WITHIN));
    }
    assertEquals(0x16, asker.receive().flags());
  }

  @Test
  void askerDies_nobodyIsTold() throws Exception {
    RawClient provider = provider(HeaderVariant.BASE, "rbus.p.INBOX.2");
    try (RawClient leaving = new RawClient(broker.address(), HeaderVariant.BASE)) {
      leaving.register("rbus.leaving.INBOX.4");
      leaving.send(0x11, "provider", "rbus.leaving.INBOX.4", bytes("ask"));
      provider.receive();
    }
    await().until(() -> broker.stats().clients() == 2);
    provider.close();
    await().until(() -> broker.stats().clients() == 1);
    assertEquals(0, broker.stats().of(BrokerCount.ORPHANED));
  }

  @Test
  void openCalls_moreThanAreKept_forgetTheOldest() {
    OpenCalls calls = new OpenCalls();
    Subscriber requester = new Silent();
    Subscriber provider = new Silent();
    for (int i = 0; i < 10_000; i++) {
      calls.asked(requester, i, 0x11, List.of(provider));
    }
    List<OpenCalls.Call> orphans = calls.gone(provider);
    assertEquals(8192, orphans.size());
    assertEquals(9_999, orphans.get(orphans.size() - 1).sequence());
    assertEquals(List.of(), calls.gone(provider));
  }

  private static final class Silent extends Subscriber {
    @Override
    void send(Parcel parcel, int route) {}

    @Override
    void pace(Subscriber reader) {}

    @Override
    String name() {
      return "silent";
    }
  }

  @Test
  void severalAddresses_areOneBus() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    BusAddress unix = BusAddress.parse("unix://" + folder.resolve("second"));
    BusAddress tcp = BusAddress.parse("tcp://127.0.0.1:" + port);
    BusAddress byInterface = BusAddress.parse("tcp://lo:" + port);
    assertEquals(tcp.socketAddress(), byInterface.socketAddress());
    try (Broker both = Broker.open(List.of(unix, tcp));
        RawClient near = new RawClient(both.address(), HeaderVariant.BASE);
        RawClient far = new RawClient(byInterface, HeaderVariant.ROUND_TRIP)) {
      near.register("rbus.near.INBOX.1");
      far.register("rbus.far.INBOX.2");
      far.ask(ControlTopic.COMPONENTS, "rbus.far.INBOX.2", ControlJson.nothing());
      near.send(0x11, "rbus.far.INBOX.2", "rbus.near.INBOX.1", bytes("hello"));
      assertEquals(bytes("hello"), far.receive().payload());
      assertTrue(both.isServing());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shutdown",
        "addNewListener",
        "enableVerboseLogs",
        "logRoutingStats",
        "logRoutingTopics",
        "logRoutingRoutes",
        "dumpBenchmarkData",
        "heartbeat",
        "nonsense"
      })
  void diagnostics_neverAnswerNorHarm(String command) throws Exception {
    String key = ControlTopic.DIAGNOSTICS + ".KEY";
    asker.send(0, ControlTopic.DIAGNOSTICS, "", bytes("{\"" + key + "\":\"" + command + "\"}"));
    asker.send(1, ControlTopic.DIAGNOSTICS, INBOX, bytes("no json"));
    asker.send(0, ControlTopic.TRANSACTION_TIME, "", bytes("{}"));
    Frame answer = asker.ask(ControlTopic.COMPONENTS, INBOX, ControlJson.nothing());
    assertEquals(List.of(INBOX), ControlMessage.parse(answer.payload()).items());
    long ignored =
        List.of("shutdown", "addNewListener", "enableVerboseLogs", "nonsense").contains(command)
            ? 2
            : 1;
    assertEquals(ignored, broker.stats().of(BrokerCount.IGNORED));
    assertEquals(1, broker.stats().of(BrokerCount.REFUSED));
    assertTrue(broker.isServing());
  }

  @Test
  void hello_isIgnored_andAsRequestUndeliverable() throws Exception {
    asker.send(0, "_RTROUTED.INBOX.HELLO", "", bytes("{\"inbox\":\"x\"}"));
    asker.send(1, "_RTROUTED.INBOX.HELLO", INBOX, bytes("{\"inbox\":\"x\"}"));
    assertEquals(Frame.RESPONSE | Frame.UNDELIVERABLE, asker.receive().flags());
  }

  @Test
  void trace_keysTwice_theFirstCounts() throws Exception {
    asker.ask(ControlTopic.SUBSCRIBE, INBOX, ControlJson.add("D.A", 1));
    ByteBuffer twice = bytes("{\"count\":1,\"items\":[\"D.A\"],\"count\":7,\"items\":[\"D.B\"]}\0");
    Frame answer = asker.ask(ControlTopic.TRACE, INBOX, twice);
    assertEquals(List.of(INBOX), ControlMessage.parse(answer.payload()).items());
  }

  @Test
  void trace_ofMoreThanFits_isRefused() throws Exception {
    for (int route = 2; route < 200; route++) {
      asker.send(0, ControlTopic.SUBSCRIBE, "", ControlJson.add("D.A", route));
    }
    ByteBuffer greedy = ControlJson.items(java.util.Collections.nCopies(1000, "D."));
    Frame answer = asker.ask(ControlTopic.TRACE, INBOX, greedy);
    assertEquals(bytes("{\"result\":1}"), answer.payload());
  }

  @Test
  void removedAlias_keepsForeignDescendants() throws Exception {
    asker.ask(ControlTopic.SUBSCRIBE, INBOX, ControlJson.add("D.A", 1));
    try (RawClient other = provider(HeaderVariant.BASE, "rbus.p.INBOX.2")) {
      other.ask(ControlTopic.SUBSCRIBE, "rbus.p.INBOX.2", ControlJson.add("D.A.B", 10_000));
      asker.ask(ControlTopic.SUBSCRIBE, INBOX, ControlJson.remove("D.A", 1));
      asker.send(0x11, "D.A.B", INBOX, bytes("x"));
      assertEquals("D.A.B", other.receive().topic());
      assertEquals(0x16, asker.ask("D.A", INBOX, bytes("x")).flags() | 0x10);
    }
  }

  @Test
  void tableOwnerDied_itsNameIsFreeAlthoughOthersAreBelow() throws Exception {
    RawClient owner = provider(HeaderVariant.BASE, "rbus.p.INBOX.2");
    owner.ask(ControlTopic.SUBSCRIBE, "rbus.p.INBOX.2", ControlJson.add("D.T.{i}.", 10_000));
    asker.ask(ControlTopic.SUBSCRIBE, INBOX, ControlJson.add("D.T.{i}.Mine", 1));
    owner.close();
    await().until(() -> broker.stats().clients() == 1);
    try (RawClient again = provider(HeaderVariant.BASE, "rbus.p.INBOX.3")) {
      Frame answer =
          again.ask(ControlTopic.SUBSCRIBE, "rbus.p.INBOX.3", ControlJson.add("D.T.{i}.", 10_000));
      assertEquals(bytes("{\"result\":0}"), answer.payload());
    }
  }

  @Test
  void frameByteByByte_isServed_andOneCutOffHarmsNobody() throws Exception {
    ByteBuffer frame =
        Frame.of(HeaderVariant.BASE, 1, 0x10, INBOX, "", bytes("slow but whole")).octets();
    try (RawClient loris = new RawClient(broker.address(), HeaderVariant.BASE)) {
      asker.ask(ControlTopic.COMPONENTS, INBOX, ControlJson.nothing());
      for (int i = 0; i < frame.limit(); i++) {
        loris.send(frame.slice(i, 1));
      }
      assertEquals(bytes("slow but whole"), asker.receive().payload());
      loris.send(frame.slice(0, frame.limit() / 2));
    }
    await().until(() -> broker.stats().clients() == 1);
    assertEquals(0, broker.stats().heldOctets());
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 300, 60_000})
  void topicTooLong_dropsItsSenderWithAReason(int length) throws Exception {
    byte[] topic = new byte[length];
    ByteBuffer frame = ByteBuffer.allocate(32 + length);
    frame.putShort((short) 0xAAAA).putShort((short) 2).putShort((short) (32 + length));
    frame.putInt(1).putInt(0x11).putInt(0).putInt(0).putInt(length).put(topic).putInt(0);
    frame.putShort((short) 0xAAAA).flip();
    try (RawClient bad = new RawClient(broker.address(), HeaderVariant.BASE)) {
      bad.send(frame);
      assertTrue(bad.isDropped());
    }
    assertEquals(1, broker.stats().of(BrokerCount.DROPPED_MALFORMED));
  }
}
