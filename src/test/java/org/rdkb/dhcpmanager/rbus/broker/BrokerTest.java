package org.rdkb.dhcpmanager.rbus.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** What the broker promises beyond what stock traffic shows. */
class BrokerTest {
  private static final String INBOX = "rbus.good.INBOX.1";

  @TempDir private Path folder;
  private BusAddress address;
  private Broker broker;
  private RawClient good;

  @BeforeEach
  void open() throws IOException {
    address = BusAddress.parse("unix://" + folder.resolve("bus"));
    broker = Broker.open(address);
    good = new RawClient(address, HeaderVariant.BASE);
    good.register(INBOX);
  }

  @AfterEach
  void close() throws IOException {
    good.close();
    broker.close();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private ControlMessage ask(String topic, ByteBuffer json) throws IOException {
    return ControlMessage.parse(good.ask(topic, INBOX, json).payload());
  }

  private int add(String topic, int route) throws IOException {
    return ask(ControlTopic.SUBSCRIBE, ControlJson.add(topic, route)).number("result").orElse(-1);
  }

  private void assertAlive() throws IOException {
    assertTrue(ask(ControlTopic.COMPONENTS, ControlJson.nothing()).items().contains(INBOX));
  }

  @Test
  void badFrame_dropsItsSenderOnly() throws Exception {
    try (RawClient bad = new RawClient(address, HeaderVariant.BASE)) {
      bad.register("rbus.bad.INBOX.2");
      bad.send(bytes("this is certainly no frame"));
      assertTrue(bad.isDropped());
    }
    assertAlive();
    assertEquals(List.of(INBOX), ask(ControlTopic.COMPONENTS, ControlJson.nothing()).items());
  }

  @Test
  void hugePayload_isRefusedByItsHeader() throws Exception {
    try (RawClient bad = new RawClient(address, HeaderVariant.BASE)) {
      ByteBuffer header =
          Frame.of(HeaderVariant.BASE, 1, 0, "a", "", ByteBuffer.allocate(0)).octets();
      ByteBuffer lying = ByteBuffer.allocate(header.remaining()).put(header).flip();
      bad.send(lying.putInt(18, Frame.LARGEST_PAYLOAD + 1));
      assertTrue(bad.isDropped());
    }
    assertAlive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | 3",
        "{\"add\":1,\"topic\":\"a\"} | 3",
        "{\"add\":1,\"route_id\":5} | 3",
        "{\"add\":1,\"topic\":\"a\\u0001\",\"route_id\":5} | 3",
        "{\"add\":1,\"topic\":\"a..b\",\"route_id\":1} | 12",
        "{\"add\":1,\"topic\":\"a.b\",\"route_id\":1} | 0",
      })
  void subscribe_bad_isAnsweredWithItsCode(String json, int result) throws Exception {
    assertEquals(result, ask(ControlTopic.SUBSCRIBE, bytes(json)).number("result").orElse(-1));
    assertAlive();
  }

  @Test
  void subscribe_topicOf127and128_isAcceptedAndRefused() throws Exception {
    assertEquals(0, add("x".repeat(127), 1));
    assertEquals(3, add("x".repeat(128), 1));
  }

  @Test
  void subscribe_aliasTwice_isDuplicate() throws Exception {
    assertEquals(0, add("D.A", 1));
    assertEquals(1001, add("D.A", 1));
    try (RawClient other = new RawClient(address, HeaderVariant.BASE)) {
      other.register("rbus.other.INBOX.2");
      Frame answer =
          other.ask(ControlTopic.SUBSCRIBE, "rbus.other.INBOX.2", ControlJson.add("D.A", 1));
      assertEquals(1001, ControlMessage.parse(answer.payload()).number("result").orElse(-1));
      // Nor can it take away what is not its own.
      other.ask(ControlTopic.SUBSCRIBE, "rbus.other.INBOX.2", ControlJson.remove("D.A", 1));
      other.send(0x10, "D.A", "", bytes("hello"));
    }
    assertEquals("D.A", good.receive().topic());
  }

  @Test
  void subscribe_placeholderBesideName_isConflict() throws Exception {
    assertEquals(0, add("D.T.{i}.", 1));
    assertEquals(1003, add("D.T.Foo", 1));
    assertEquals(0, add("D.T.1.Y", 1));
    assertEquals(0, add("D.P", 1));
    assertEquals(1003, add("D.P.{i}.", 1));
    assertEquals(0, add("D.U.Foo", 1));
    assertEquals(1003, add("D.U.{i}.X", 1));
  }

  @Test
  void route_belowTable_matchesEveryWordButPathsDiffer() throws Exception {
    add("owner", 7);
    add("D.T.{i}.", 7);
    for (String topic : List.of("D.T", "D.T.1", "D.T.[a]", "D.T.*", "D.T.any", "D.T.")) {
      assertEquals(List.of("owner"), trace(topic), topic);
    }
    // Without an element in the row, the row with a dot leads nowhere.
    assertEquals(List.of(), trace("D.T.1."));
    add("D.T.{i}.Name", 7);
    assertEquals(List.of("owner"), trace("D.T.1."));
    assertEquals(List.of("owner"), trace("D.T.*.Name"));
    assertEquals(List.of(), trace("D"));
    assertEquals(List.of("owner"), trace("D."));
  }

  private List<String> trace(String topic) throws IOException {
    return ask(ControlTopic.TRACE, ControlJson.items(List.of(topic))).items();
  }

  @Test
  void unserved_request_comesBackAndEventDoesNot() throws Exception {
    good.send(0x10, "D.Nobody", INBOX, bytes("x"));
    Frame notice = good.ask("D.Nobody", INBOX, bytes("x"));
    assertEquals(Frame.RESPONSE | Frame.UNDELIVERABLE, notice.flags());
    assertEquals(2 + 1, notice.sequence());
    assertFalse(notice.payload().hasRemaining());
  }

  @Test
  void variants_talkToEachOther() throws Exception {
    try (RawClient device = new RawClient(address, HeaderVariant.ROUND_TRIP)) {
      device.register("rbus.device.INBOX.2");
      Frame components =
          device.ask(ControlTopic.COMPONENTS, "rbus.device.INBOX.2", ControlJson.nothing());
      assertEquals(HeaderVariant.ROUND_TRIP, components.variant());
      device.send(0x11, INBOX, "rbus.device.INBOX.2", bytes("ping"));
      Frame ping = good.receive();
      assertEquals(HeaderVariant.BASE, ping.variant());
      assertEquals(bytes("ping"), ping.payload());
      good.send(0x12, "rbus.device.INBOX.2", INBOX, bytes("pong"));
      Frame pong = device.receive();
      assertEquals(HeaderVariant.ROUND_TRIP, pong.variant());
      assertEquals(bytes("pong"), pong.payload());
      assertEquals(1, pong.control());
    }
  }

  @Test
  void slowReader_isDroppedAndTheBusGoesOn() throws Exception {
    try (RawClient slow = new RawClient(address, HeaderVariant.BASE)) {
      slow.register("rbus.slow.INBOX.2");
      slow.ask(ControlTopic.COMPONENTS, "rbus.slow.INBOX.2", ControlJson.nothing());
      ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
      for (int i = 0; i < 2 * Limits.ofHeap().waiting() / chunk.capacity(); i++) {
        good.send(0x10, "rbus.slow.INBOX.2", "", chunk);
      }
      assertAlive();
      assertEquals(List.of(INBOX), ask(ControlTopic.COMPONENTS, ControlJson.nothing()).items());
      assertTrue(slow.isDropped());
    }
  }

  @Test
  void largestPayload_passes() throws Exception {
    add("D.Big", 1);
    good.send(0x10, "D.Big", "", ByteBuffer.allocate(Frame.LARGEST_PAYLOAD));
    assertEquals(Frame.LARGEST_PAYLOAD, good.receive().payload().remaining());
  }

  @Test
  void close_removesSocketFileAndClients() throws Exception {
    Path file = folder.resolve("bus");
    assertEquals(PosixFilePermissions.fromString("rw-rw-rw-"), Files.getPosixFilePermissions(file));
    broker.close();
    assertTrue(good.isDropped());
    assertFalse(Files.exists(file));
    assertEquals(0, Thread.getAllStackTraces().keySet().stream().filter(this::isBroker).count());
  }

  private boolean isBroker(Thread thread) {
    return thread.getName().equals("broker");
  }

  @Test
  void open_whereABrokerLives_isRefused() throws Exception {
    IOException refused = assertThrows(IOException.class, () -> Broker.open(address));
    assertEquals("a broker is alive at " + address, refused.getMessage());
    assertAlive();
  }

  @Test
  void open_deadSocketFile_isTakenOver() throws Exception {
    Path file = folder.resolve("dead");
    try (ServerSocketChannel dying = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dying.bind(UnixDomainSocketAddress.of(file));
    }
    assertTrue(Files.exists(file));
    BusAddress dead = BusAddress.parse("unix://" + file);
    try (Broker taken = Broker.open(dead);
        RawClient client = new RawClient(taken.address(), HeaderVariant.BASE)) {
      client.register("rbus.a.INBOX.1");
      client.ask(ControlTopic.COMPONENTS, "rbus.a.INBOX.1", ControlJson.nothing());
    }
  }

  @Test
  void open_noSocketOrNoFolder_isRefusedAndTheFileStays() throws Exception {
    Path file = Files.writeString(folder.resolve("text"), "mine");
    IOException noSocket =
        assertThrows(IOException.class, () -> Broker.open(BusAddress.parse("unix://" + file)));
    assertEquals(file + " exists and is no socket", noSocket.getMessage());
    assertEquals("mine", Files.readString(file));
    BusAddress nowhere = BusAddress.parse("unix://" + folder.resolve("no/such"));
    assertThrows(IOException.class, () -> Broker.open(nowhere));
  }

  @Test
  void open_tcp_servesAndRefusesATakenPort() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    BusAddress tcp = BusAddress.parse("tcp://127.0.0.1:" + port);
    try (Broker first = Broker.open(tcp);
        RawClient client = new RawClient(first.address(), HeaderVariant.ROUND_TRIP)) {
      client.register("rbus.a.INBOX.1");
      client.ask(ControlTopic.COMPONENTS, "rbus.a.INBOX.1", ControlJson.nothing());
      IOException taken = assertThrows(IOException.class, () -> Broker.open(tcp));
      assertTrue(String.valueOf(taken.getMessage()).startsWith("cannot listen at " + tcp));
    }
  }
}
