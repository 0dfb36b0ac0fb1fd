package org.rdkb.dhcpmanager.rbus.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.rdkb.dhcpmanager.rbus.wire.Vectors;

/** Stock programs' frames go in; what the stock broker sent must come out, frame by frame. */
class BrokerReplayTest {
  private static final List<String> ELEMENTS =
      List.of(
          "Device.Probe.Int",
          "Device.Probe.Str",
          "Device.Probe.ReadOnly",
          "Device.Probe.Table.{i}.",
          "Device.Probe.Table.{i}.Name",
          "Device.Probe.Event!",
          "Device.Probe.Double()",
          "Device.Probe.Fail()",
          "Device.Probe.Async()");
  private static final String BARRIER = "_barrier";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add_row",
        "broker_restart",
        "client_disconnect",
        "connect_register",
        "delete_row",
        "discovery",
        "event_async_retry",
        "event_initial_value",
        "event_interval",
        "event_raw_data",
        "event_subscribe_errors",
        "event_subscribe_publish",
        "event_table_rows",
        "event_value_change_filter",
        "event_wildcard_property",
        "get_errors",
        "get_int_string",
        "get_multi",
        "get_wildcard",
        "legacy_2_0_13",
        "method_invoke",
        "names_and_rows",
        "register_duplicate_unregister_close",
        "roundtrip_header_variant",
        "set_commit",
        "set_multi_rollback",
        "trace_context"
      })
  void replay_ofStockTraffic_isAnsweredAsStockDoes(String file) throws Exception {
    List<Vectors.Captured> frames = Vectors.load(file);
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    Map<String, RawClient> clients = new HashMap<>();
    try (Broker broker = Broker.open(address);
        RawClient barrier = new RawClient(broker.address(), HeaderVariant.BASE)) {
      barrier.register(BARRIER);
      if (!registersItself(frames)) {
        clients.put("provider-1", provider(address, file));
      }
      for (int i = 0; i < frames.size(); i++) {
        Vectors.Captured captured = frames.get(i);
        RawClient client = clients.get(captured.connection());
        if (client == null) {
          client = new RawClient(address, HeaderVariant.BASE);
          clients.put(captured.connection(), client);
        }
        if (captured.isClose()) {
          client.close();
          clients.remove(captured.connection());
          pass(barrier);
        } else if (captured.toBroker()) {
          client.send(captured.octets());
          pass(barrier);
        } else {
          same(captured.frame(), client.receive(), file + " frame " + i);
        }
      }
    } finally {
      for (RawClient client : clients.values()) {
        client.close();
      }
    }
  }

  private static boolean registersItself(List<Vectors.Captured> frames) {
    return frames.stream()
        .filter(captured -> captured.connection().startsWith("provider") && captured.toBroker())
        .findFirst()
        .map(first -> text(first.frame()).contains("INBOX"))
        .orElse(false);
  }

  /** A provider as it was registered before the capture began. */
  private static RawClient provider(BusAddress address, String file) throws IOException {
    String pid =
        switch (file) {
          case "discovery" -> "21641";
          case "client_disconnect" -> "22208";
          case "register_duplicate_unregister_close" -> "22267";
          default -> "1";
        };
    String inbox = "rbus.probeProvider.INBOX." + pid;
    RawClient provider = new RawClient(address, HeaderVariant.BASE);
    provider.register(inbox);
    provider.send(0, ControlTopic.SUBSCRIBE, "", ControlJson.add("probeProvider", 10_000));
    for (String element : ELEMENTS) {
      Frame answer = provider.ask(ControlTopic.SUBSCRIBE, inbox, ControlJson.add(element, 10_000));
      assertEquals("{\"result\":0}", text(answer));
    }
    return provider;
  }

  /** Two rounds through the broker: everything sent before the first has been handled then. */
  private static void pass(RawClient barrier) throws IOException {
    for (int round = 0; round < 2; round++) {
      barrier.ask(ControlTopic.ENUMERATE, BARRIER, ControlJson.expression("-"));
    }
  }

  private static void same(Frame expected, Frame actual, String where) throws IOException {
    assertEquals(expected.variant(), actual.variant(), where);
    assertEquals(expected.flags(), actual.flags(), where);
    assertEquals(expected.sequence(), actual.sequence(), where);
    assertEquals(expected.topic(), actual.topic(), where);
    assertEquals(expected.replyTopic(), actual.replyTopic(), where);
    assertEquals(expected.control(), actual.control(), where);
    if (expected.replyTopic().equals(ControlTopic.TRACE)) {
      // Stock repeats the count for every element; readers take the first.
      ControlMessage stock = ControlMessage.parse(expected.payload());
      ControlMessage ours = ControlMessage.parse(actual.payload());
      assertEquals(stock.items(), ours.items(), where);
      assertEquals(stock.number("count"), ours.number("count"), where);
      assertEquals(stock.number("result"), ours.number("result"), where);
    } else {
      assertEquals(expected.payload(), actual.payload(), where);
    }
  }

  private static String text(Frame frame) {
    ByteBuffer payload = frame.payload();
    assertTrue(payload.hasRemaining());
    return StandardCharsets.UTF_8.decode(payload).toString();
  }
}
