package org.rdkb.dhcpmanager.rbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** What every implementation of the bus must do, seen from a consumer of its own. */
class BusContractTest {
  private static final String ROOT = ProbeProvider.ROOT;
  private static final String TABLE = ProbeProvider.TABLE;
  private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2024-02-29T12:34:56-05:30");
  private static final Octets BLOB = Octets.of(new byte[] {0, -1, 65, 0});
  private static final BusValue LARGE = BusValue.text("x".repeat(1_000_000));

  @TempDir private Path folder;
  private final ProbeProvider provider =
      new ProbeProvider()
          .withGate()
          .with("Empty", BusValue.text(""))
          .with("Unicode", BusValue.text("grüße 漢字 🚀"))
          .with("Big", LARGE)
          .with("When", new BusValue.DateTime(Optional.of(MOMENT)))
          .with("Unknown", new BusValue.DateTime(Optional.empty()))
          .with("Blob", new BusValue.Bytes(BLOB))
          .with("Flag", BusValue.bool(true))
          .with("Unsigned", BusValue.uint32(4_000_000_000L))
          .with("Wide", new BusValue.Whole(BusType.UINT64, -16))
          .with("Real", new BusValue.Real(BusType.DOUBLE, -0.125));
  private Bus bus;
  private BusConsumer consumer;

  @BeforeEach
  void open() throws Exception {
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    bus = EmbeddedBus.open(address, new PeerName("eRT.probe.provider", "probe"), provider);
    provider.publishTo(bus::publish);
    consumer = Peer.connect(address, new PeerName("probeConsumer", "consumer"), Optional.empty());
  }

  @AfterEach
  void close() {
    provider.openGate();
    consumer.close();
    bus.close();
  }

  private BusValue get(String leaf) throws BusException {
    List<BusProperty> found = consumer.get(List.of(ROOT + leaf));
    assertEquals(1, found.size());
    assertEquals(ROOT + leaf, found.get(0).name());
    return found.get(0).value();
  }

  private static BusException refused(Callable<?> call) {
    return assertThrows(BusException.class, call::call);
  }

  @Test
  void get_everyType_comesBackAsSent() throws Exception {
    for (String leaf :
        List.of(
            "Int",
            "Str",
            "Empty",
            "Unicode",
            "Big",
            "When",
            "Unknown",
            "Blob",
            "Flag",
            "Unsigned",
            "Wide",
            "Real")) {
      assertEquals(provider.get(ROOT + leaf).get(0).value(), get(leaf), leaf);
    }
  }

  @Test
  void get_unknown_isRefusedNamingIt() throws Exception {
    BusException unknown = refused(() -> consumer.get(List.of(ROOT + "Nope")));
    assertEquals(BusError.DESTINATION_NOT_FOUND, unknown.error());
    assertEquals(ROOT + "Nope", unknown.element());
    BusException noRow = refused(() -> consumer.get(List.of(TABLE + "9.Name")));
    assertEquals(BusError.ELEMENT_DOES_NOT_EXIST, noRow.error());
    assertEquals("no such row", noRow.reason());
    BusException event = refused(() -> consumer.get(List.of(ROOT + "Event!")));
    assertEquals(BusError.INVALID_OPERATION, event.error());
    BusException partial = refused(() -> consumer.get(List.of("Device.Nowhere.")));
    assertEquals(BusError.DESTINATION_NOT_FOUND, partial.error());
  }

  @Test
  void get_several_keepsOrderAndNamesWhatFails() throws Exception {
    List<BusProperty> found =
        consumer.get(List.of(ROOT + "Str", ROOT + "Int", TABLE + "*.Name", ROOT + "Flag"));
    assertEquals(
        List.of(ROOT + "Str", ROOT + "Int", ROOT + "Flag"),
        found.stream().map(BusProperty::name).toList());
    BusException failed =
        refused(() -> consumer.get(List.of(ROOT + "Int", ROOT + "Nope", ROOT + "Str")));
    assertEquals(ROOT + "Nope", failed.element());
    BusException row = refused(() -> consumer.get(List.of(ROOT + "Int", TABLE + "3.Name")));
    assertEquals(TABLE + "3.Name", row.element());
  }

  @Test
  void get_partialAndWildcard_findsRows() throws Exception {
    consumer.addRow(TABLE, "");
    consumer.addRow(TABLE, "second");
    List<String> rows = List.of(TABLE + "1.Name", TABLE + "2.Name");
    assertEquals(rows, names(consumer.get(List.of(TABLE))));
    assertEquals(rows, names(consumer.get(List.of(TABLE + "*.Name"))));
    assertTrue(names(consumer.get(List.of(ROOT))).containsAll(rows));
    assertTrue(names(consumer.get(List.of("Device."))).containsAll(rows));
    assertEquals(
        List.of(TABLE + "[second].Name"), names(consumer.get(List.of(TABLE + "[second].Name"))));
  }

  private static List<String> names(List<BusProperty> properties) {
    return properties.stream().map(BusProperty::name).toList();
  }

  @Test
  void set_good_isSeenByTheNextGetWithItsSetter() throws Exception {
    consumer.set(List.of(new BusProperty(ROOT + "Str", BusValue.text("ünïcode"))));
    assertEquals(BusValue.text("ünïcode"), get("Str"));
    assertEquals(List.of("probeConsumer"), provider.setBy());
    consumer.set(List.of(new BusProperty(ROOT + "Big", LARGE)));
    consumer.set(List.of(new BusProperty(ROOT + "Empty", BusValue.text(""))));
    assertEquals(BusValue.text(""), get("Empty"));
  }

  @Test
  void set_severalWithOneBad_changesNothingAndNamesIt() throws Exception {
    BusException failed =
        refused(
            () -> {
              consumer.set(
                  List.of(
                      new BusProperty(ROOT + "Int", BusValue.int32(1)),
                      new BusProperty(ROOT + "Str", BusValue.int32(2))));
              return true;
            });
    assertEquals(BusError.INVALID_INPUT, failed.error());
    assertEquals(ROOT + "Str", failed.element());
    assertEquals("is a STRING, not a INT32", failed.reason());
    assertEquals(BusValue.int32(42), get("Int"));
  }

  @Test
  void set_readOnly_isRefusedWithReason() {
    BusException failed =
        refused(
            () -> {
              consumer.set(List.of(new BusProperty(ROOT + "ReadOnly", BusValue.text("x"))));
              return true;
            });
    assertEquals(BusError.NOT_WRITABLE, failed.error());
    assertEquals(ROOT + "ReadOnly", failed.element());
    assertEquals("is read-only", failed.reason());
  }

  @Test
  void set_severalGood_allChange() throws Exception {
    consumer.set(
        List.of(
            new BusProperty(ROOT + "Int", BusValue.int32(-7)),
            new BusProperty(ROOT + "Flag", BusValue.bool(false))));
    assertEquals(BusValue.int32(-7), get("Int"));
    assertEquals(BusValue.bool(false), get("Flag"));
  }

  @Test
  void rows_addedAndDeleted_areListed() throws Exception {
    assertEquals(1, consumer.addRow(TABLE, "first"));
    assertEquals(2, consumer.addRow(TABLE, ""));
    assertEquals(List.of(new RowName(1, "first"), new RowName(2, "")), consumer.rows(TABLE));
    BusException taken = refused(() -> consumer.addRow(TABLE, "first"));
    assertEquals("the alias is taken", taken.reason());
    consumer.deleteRow(TABLE + "[first].");
    consumer.deleteRow(TABLE + "2");
    assertEquals(List.of(), consumer.rows(TABLE));
    BusException gone =
        refused(
            () -> {
              consumer.deleteRow(TABLE + "1.");
              return true;
            });
    assertEquals(BusError.ELEMENT_DOES_NOT_EXIST, gone.error());
    assertEquals("no such row", gone.reason());
    assertEquals(BusError.INVALID_INPUT, refused(() -> consumer.rows(ROOT + "Str")).error());
  }

  @Test
  void names_ofOneLevel_carryKindAndAccess() throws Exception {
    List<Element> found = consumer.names(ROOT, -1);
    assertEquals(provider.names(ROOT, -1), found);
    assertEquals(
        BusError.DESTINATION_NOT_FOUND, refused(() -> consumer.names("Device.X.", 1)).error());
  }

  @Test
  void invoke_answersAndRefuses() throws Exception {
    BusObject doubled =
        consumer.invoke(ROOT + "Double()", BusObject.of(new BusProperty("a", BusValue.int32(21))));
    assertEquals(Optional.of(BusValue.int32(42)), doubled.value("doubled"));
    BusException failed = refused(() -> consumer.invoke(ROOT + "Fail()", BusObject.EMPTY));
    assertEquals(BusError.INVALID_INPUT, failed.error());
    assertEquals("invalid input", failed.reason());
    assertEquals(
        BusError.DESTINATION_NOT_FOUND,
        refused(() -> consumer.invoke(ROOT + "Nope()", BusObject.EMPTY)).error());
  }

  @Test
  void invoke_manyThatHang_getStillAnswersAndExcessIsRefused()
      throws BusException, ExecutionException, InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(270);
    try {
      List<Future<BusError>> calls = new ArrayList<>();
      for (int i = 0; i < 270; i++) {
        calls.add(callers.submit(this::waitForGate));
      }
      // Two run and 256 wait; all others are refused at once.
      await().until(() -> calls.stream().filter(Future::isDone).count() == 270 - 2 - 256);
      assertEquals(BusValue.int32(42), get("Int"));
      provider.openGate();
      int refused = 0;
      for (Future<BusError> call : calls) {
        refused += call.get() == BusError.OUT_OF_RESOURCES ? 1 : 0;
      }
      assertEquals(12, refused);
    } finally {
      provider.openGate();
      callers.shutdownNow();
    }
  }

  private BusError waitForGate() {
    try {
      consumer.invoke(ROOT + "Wait()", BusObject.EMPTY);
      return BusError.SUCCESS;
    } catch (BusException refused) {
      return refused.error();
    }
  }

  @Test
  void get_fromManyThreads_eachGetsItsOwn()
      throws BusException, ExecutionException, InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> runs = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        String leaf = List.of("Int", "Str", "Flag", "Unsigned").get(t % 4);
        BusValue expected = provider.get(ROOT + leaf).get(0).value();
        runs.add(
            callers.submit(
                () -> {
                  int right = 0;
                  for (int i = 0; i < 500; i++) {
                    right += get(leaf).equals(expected) ? 1 : 0;
                  }
                  return right;
                }));
      }
      for (Future<Integer> run : runs) {
        assertEquals(500, run.get());
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private ConcurrentLinkedQueue<ReceivedEvent> listen(SubscribeRequest request)
      throws BusException {
    ConcurrentLinkedQueue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
    consumer.subscribe(request, events::add);
    return events;
  }

  @Test
  void subscribe_event_arrivesOnceUntilClosed() throws Exception {
    ConcurrentLinkedQueue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
    BusConsumer.Subscription subscription =
        consumer.subscribe(new SubscribeRequest(ROOT + "Event!", false), events::add);
    BusObject data = BusObject.of(new BusProperty("n", BusValue.int32(7)));
    bus.publish(new BusEvent.General(ROOT + "Event!", data));
    await().until(() -> events.size() == 1);
    assertEquals(
        new ReceivedEvent(ROOT + "Event!", ROOT + "Event!", ReceivedEvent.Type.GENERAL, data),
        events.peek());
    subscription.close();
    ConcurrentLinkedQueue<ReceivedEvent> later =
        listen(new SubscribeRequest(ROOT + "Event!", false));
    bus.publish(new BusEvent.General(ROOT + "Event!", data));
    await().until(() -> later.size() == 1);
    assertEquals(1, events.size());
  }

  @Test
  void subscribe_twice_bothHear() throws Exception {
    ConcurrentLinkedQueue<ReceivedEvent> first =
        listen(new SubscribeRequest(ROOT + "Event!", false));
    ConcurrentLinkedQueue<ReceivedEvent> second =
        listen(new SubscribeRequest(ROOT + "Event!", false));
    bus.publish(new BusEvent.General(ROOT + "Event!", BusObject.EMPTY));
    await().until(() -> first.size() == 1 && second.size() == 1);
  }

  @Test
  void subscribe_initialValues_comeFirst() throws Exception {
    consumer.addRow(TABLE, "");
    ConcurrentLinkedQueue<ReceivedEvent> leaf = listen(new SubscribeRequest(ROOT + "Int", true));
    ConcurrentLinkedQueue<ReceivedEvent> rows = listen(new SubscribeRequest(TABLE, true));
    ConcurrentLinkedQueue<ReceivedEvent> wild =
        listen(new SubscribeRequest(TABLE + "*.Name", true));
    await().until(() -> !leaf.isEmpty() && !rows.isEmpty() && !wild.isEmpty());
    assertEquals(ReceivedEvent.Type.INITIAL_VALUE, leaf.element().type());
    assertEquals(Optional.of(BusValue.int32(42)), leaf.element().data().value("initialValue"));
    assertEquals(Optional.of(BusValue.text(TABLE + "1.")), rows.element().data().value("path1"));
    assertEquals(Optional.of(BusValue.text("row1")), wild.element().data().value(TABLE + "1.Name"));
  }

  @Test
  void subscribe_valueWithFilter_hearsOnlyTheCrossing() throws Exception {
    EventFilter above50 = new EventFilter.Compare(EventFilter.Relation.GREATER, BusValue.int32(50));
    ConcurrentLinkedQueue<ReceivedEvent> filtered =
        listen(
            new SubscribeRequest(
                ROOT + "Int", false, Optional.of(above50), Duration.ZERO, Duration.ZERO));
    ConcurrentLinkedQueue<ReceivedEvent> all = listen(new SubscribeRequest(ROOT + "Int", false));
    for (int value : List.of(43, 100, 101, 15)) {
      consumer.set(List.of(new BusProperty(ROOT + "Int", BusValue.int32(value))));
    }
    await().until(() -> all.size() == 4);
    assertEquals(
        List.of(Optional.of(BusValue.bool(true)), Optional.of(BusValue.bool(false))),
        filtered.stream().map(event -> event.data().value("filter")).toList());
    ReceivedEvent first = all.element();
    assertEquals(Optional.of(BusValue.int32(43)), first.data().value("value"));
    assertEquals(Optional.of(BusValue.int32(42)), first.data().value("oldValue"));
    assertEquals(Optional.of(BusValue.text("probeConsumer")), first.data().value("by"));
  }

  @Test
  void subscribe_interval_countsAndCompletes() throws Exception {
    ConcurrentLinkedQueue<ReceivedEvent> events =
        listen(
            new SubscribeRequest(
                ROOT + "Int",
                false,
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    await().until(() -> events.size() == 2);
    assertEquals(
        List.of(ReceivedEvent.Type.INTERVAL, ReceivedEvent.Type.DURATION_COMPLETE),
        events.stream().map(ReceivedEvent::type).toList());
    assertEquals(Optional.of(BusValue.int32(42)), events.element().data().value(ROOT + "Int"));
  }

  @Test
  void subscribe_tableWildcardAliasPartial_coverTheirRows() throws Exception {
    consumer.addRow(TABLE, "a");
    ConcurrentLinkedQueue<ReceivedEvent> table = listen(new SubscribeRequest(TABLE, false));
    ConcurrentLinkedQueue<ReceivedEvent> wild =
        listen(new SubscribeRequest(TABLE + "*.Name", false));
    ConcurrentLinkedQueue<ReceivedEvent> alias =
        listen(new SubscribeRequest(TABLE + "[a].Name", false));
    assertEquals(2, consumer.addRow(TABLE, "b"));
    ConcurrentLinkedQueue<ReceivedEvent> row = listen(new SubscribeRequest(TABLE + "2.", false));
    for (int i = 1; i <= 2; i++) {
      bus.publish(
          new BusEvent.ValueChanged(
              TABLE + i + ".Name", BusValue.text("n"), BusValue.text("o"), "me"));
    }
    consumer.deleteRow(TABLE + "1.");
    await().until(() -> table.size() == 2 && wild.size() == 2 && alias.size() == 1);
    assertEquals(
        List.of(ReceivedEvent.Type.OBJECT_CREATED, ReceivedEvent.Type.OBJECT_DELETED),
        table.stream().map(ReceivedEvent::type).toList());
    assertEquals(Optional.of(BusValue.uint32(2)), table.element().data().value("instNum"));
    assertEquals(TABLE + "*.Name", wild.element().subscribedName());
    assertEquals(TABLE + "1.Name", wild.element().element());
    assertEquals(TABLE + "[a].Name", alias.element().subscribedName());
    assertEquals(List.of(TABLE + "2.Name"), row.stream().map(ReceivedEvent::element).toList());
  }

  @Test
  void subscribe_wrong_isRefusedWithItsCode() {
    Map<String, BusError> wrong =
        Map.of(
            ROOT + "Nope!", BusError.DESTINATION_NOT_FOUND,
            ROOT + "Table", BusError.INVALID_EVENT,
            TABLE + "7.Name", BusError.ELEMENT_DOES_NOT_EXIST,
            TABLE + "x.Name", BusError.INVALID_INPUT,
            ROOT + "Double()", BusError.INVALID_OPERATION);
    wrong.forEach(
        (name, error) ->
            assertEquals(
                error,
                refused(() -> consumer.subscribe(new SubscribeRequest(name, false), e -> {}))
                    .error(),
                name));
  }

  @Test
  void listener_thatThrows_hearsTheNextEvent() throws Exception {
    ConcurrentLinkedQueue<ReceivedEvent> events = new ConcurrentLinkedQueue<>();
    consumer.subscribe(
        new SubscribeRequest(ROOT + "Event!", false),
        event -> {
          events.add(event);
          throw new IllegalStateException("on purpose");
        });
    bus.publish(new BusEvent.General(ROOT + "Event!", BusObject.EMPTY));
    bus.publish(new BusEvent.General(ROOT + "Event!", BusObject.EMPTY));
    await().until(() -> events.size() == 2);
  }

  @Test
  void components_listBothPeers() throws Exception {
    assertTrue(consumer.components().containsAll(List.of("eRT.probe.provider", "probeConsumer")));
  }
}
