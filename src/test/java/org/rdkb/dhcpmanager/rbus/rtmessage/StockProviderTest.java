package org.rdkb.dhcpmanager.rbus.rtmessage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RequestTurns;

/** Our consumer against providers of other makes and ages, played frame by frame. */
class StockProviderTest {
  private static final String ONE = "Device.Old.One";
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final String TWO = "Device.Old.Two";

  @TempDir private Path folder;
  private final Queue<String> sets = new ConcurrentLinkedQueue<>();
  private Broker broker;
  private Peer consumer;
  private StockClient provider;

  @BeforeEach
  void open() throws Exception {
    broker = Broker.open(BusAddress.parse("unix://" + folder.resolve("bus")));
    consumer = Peer.connect(broker.address(), new PeerName("me", "me"), Optional.empty());
    provider = new StockClient(broker.address(), "oldOne");
    for (String element : List.of(ONE, TWO)) {
      provider.raw.ask(ControlTopic.SUBSCRIBE, provider.inbox, ControlJson.add(element, 10_000));
    }
  }

  @AfterEach
  void close() throws IOException {
    consumer.close();
    provider.close();
    broker.close();
  }

  private interface Answer {
    ItemWriter to(ItemReader request) throws IOException;
  }

  private CompletableFuture<Void> answering(int requests, Answer answer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 0; i < requests; i++) {
              Frame request = provider.raw.poll(Duration.ofSeconds(5));
              if (request == null) {
                throw new IOException("no request " + i);
              }
              ItemReader body = MethodMessage.parse(request.payload()).body();
              provider.raw.send(
                  Frame.of(
                          HeaderVariant.BASE,
                          request.sequence(),
                          Frame.RESPONSE | Frame.RAW_BINARY,
                          request.replyTopic(),
                          request.topic(),
                          answer.to(body).asResponse())
                      .octets());
            }
          } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
          }
        });
  }

  /** Reads a set as releases before 2.3.0 do. */
  private ItemWriter setBefore230(ItemReader in) throws IOException {
    in.number();
    String by = in.text();
    int count = in.number();
    if (count == 0) {
      return new ItemWriter().integer(BusError.INVALID_INPUT.code()).text(by);
    }
    // A rollback number of 1 would be taken for a count, and the count for a name.
    assertTrue(in.isAtText(), "this would have crashed it");
    for (int i = 0; i < count; i++) {
      sets.add(ValueCodec.readProperty(in).name());
    }
    assertEquals("TRUE", in.text());
    return new ItemWriter().integer(0);
  }

  @Test
  void set_providerBefore230_isRepeatedInItsForm() throws Exception {
    CompletableFuture<Void> answered = answering(2, this::setBefore230);
    consumer.set(List.of(new BusProperty(ONE, BusValue.int32(1))));
    answered.join();
    assertEquals(List.of(ONE), List.copyOf(sets));
  }

  @Test
  void setSeveral_providerBefore230_neverGetsARollback() throws Exception {
    CompletableFuture<Void> answered = answering(2, this::setBefore230);
    consumer.set(
        List.of(new BusProperty(ONE, BusValue.int32(1)), new BusProperty(TWO, BusValue.int32(2))));
    answered.join();
    assertEquals(List.of(ONE, TWO), List.copyOf(sets));
  }

  @ParameterizedTest
  @CsvSource({
    "101, OUT_OF_RESOURCES",
    "102, BUS_ERROR",
    "190, OUT_OF_RESOURCES",
    "191, TIMEOUT",
    "192, DESTINATION_NOT_FOUND",
    "193, BUS_ERROR",
    "9004, OUT_OF_RESOURCES",
    "9005, INVALID_NAMESPACE",
    "9006, INVALID_PARAMETER_TYPE",
    "9007, INVALID_PARAMETER_VALUE",
    "9008, NOT_WRITABLE",
    "9999, BUS_ERROR"
  })
  void set_ccspComponentRefuses_itsCodeIsTranslated(int code, BusError error) {
    CompletableFuture<Void> answered = answering(1, in -> new ItemWriter().integer(code));
    BusException refused =
        assertThrows(
            BusException.class,
            () -> consumer.set(List.of(new BusProperty(ONE, BusValue.int32(1)))));
    answered.join();
    assertEquals(error, refused.error());
    assertEquals(ONE, refused.element());
  }

  @Test
  void get_ccspComponent_100IsSuccessAndItsValuesAreRead() throws Exception {
    CompletableFuture<Void> answered =
        answering(
            1,
            in -> new ItemWriter().integer(100).integer(1).text(ONE).integer(2).text("4000000000"));
    BusProperty value = consumer.get(List.of(ONE)).get(0);
    answered.join();
    assertEquals(BusValue.uint32(4_000_000_000L), value.value());
  }

  /** A stock provider would drop the 27th without a word. */
  @Test
  void manyGets_noMoreOnTheWayThanItHolds_theOthersFollowItsAnswers()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    List<CompletableFuture<BusValue>> gets = new ArrayList<>();
    ExecutorService callers = Executors.newFixedThreadPool(30);
    try {
      for (int i = 0; i < 30; i++) {
        gets.add(CompletableFuture.supplyAsync(() -> value(ONE), callers));
      }
      Deque<Frame> asked = new ArrayDeque<>();
      while (asked.size() < RequestTurns.MOST) {
        asked.add(provider.raw.receive());
      }
      assertNull(provider.raw.poll(QUIET));
      for (int answered = 0; answered < 30; answered++) {
        answer(asked.remove());
        if (answered < 10) {
          asked.add(provider.raw.receive());
        }
      }
      for (CompletableFuture<BusValue> get : gets) {
        assertEquals(BusValue.int32(1), get.get(5, TimeUnit.SECONDS));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void noTurnIsFree_theTimeOutEndsTheWaitingToo() throws Exception {
    RequestTurns turns = new RequestTurns();
    for (int i = 0; i < RequestTurns.MOST; i++) {
      assertTrue(turns.take(0));
    }
    long begun = System.nanoTime();
    assertFalse(turns.take(50_000_000));
    assertTrue(System.nanoTime() - begun >= 50_000_000);
    turns.giveBack();
    assertTrue(turns.take(0));
  }

  private BusValue value(String path) {
    try {
      return consumer.get(List.of(path)).get(0).value();
    } catch (BusException refused) {
      throw new CompletionException(refused);
    }
  }

  private void answer(Frame get) throws IOException {
    ItemWriter out = new ItemWriter().integer(0);
    ValueCodec.writeProperties(out, List.of(new BusProperty(ONE, BusValue.int32(1))));
    provider.raw.send(
        Frame.of(
                HeaderVariant.BASE,
                get.sequence(),
                Frame.RESPONSE | Frame.RAW_BINARY,
                get.replyTopic(),
                get.topic(),
                out.asResponse())
            .octets());
  }
}
