package org.rdkb.dhcpmanager.rbus.rtmessage;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.Vectors;

/**
 * Requests of stock consumers go in; what the stock provider answered and published must come out.
 * Failures may carry more items at the end, which stock readers do not read.
 */
class ProviderReplayTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "add_row",
        "delete_row",
        "event_initial_value",
        "event_interval",
        "event_subscribe_errors",
        "event_table_rows",
        "event_wildcard_property",
        "get_errors",
        "get_int_string",
        "get_multi",
        "get_wildcard",
        "method_invoke",
        "names_and_rows",
        "set_commit",
        "set_multi_rollback",
        "trace_context"
      })
  void replay_ofStockRequests_isAnsweredAsStockDoes(String file) throws Exception {
    ProbeProvider provider = prepared(file);
    int answers = 0;
    try (DeskRig rig = new DeskRig(provider)) {
      ProviderDesk desk = rig.desk;
      Queue<ByteBuffer> published = rig.published;
      Map<String, ByteBuffer> ours = new HashMap<>();
      for (Vectors.Captured captured : Vectors.load(file)) {
        if (captured.isClose() || !captured.connection().startsWith("provider")) {
          continue;
        }
        Frame frame = captured.frame();
        if (!captured.toBroker() && frame.has(Frame.REQUEST)) {
          MethodMessage request = MethodMessage.parse(frame.payload());
          ours.put(
              frame.replyTopic() + frame.sequence(),
              desk.answer(request.meta().text(), request.body()));
        } else if (frame.has(Frame.RESPONSE)) {
          same(
              frame.payload(),
              Objects.requireNonNull(ours.remove(frame.topic() + frame.sequence())),
              file);
          answers++;
        } else if (isOfConsumersMaking(file, frame)) {
          await().until(() -> !published.isEmpty());
          assertEquals(hex(frame.payload()), hex(published.remove()), file);
        }
      }
    }
    assertTrue(answers > 0);
  }

  /** Rows that the provider had before the capture began. */
  private static ProbeProvider prepared(String file) throws Exception {
    ProbeProvider provider = new ProbeProvider();
    switch (file) {
      case "names_and_rows" -> {
        provider.addRow("Device.Probe.Table.", "al");
        provider.addRow("Device.Probe.Table.", "");
      }
      case "get_wildcard" -> {
        provider.addRow("Device.Probe.Table.", "");
        provider.addRow("Device.Probe.Table.", "");
      }
      case "delete_row", "event_initial_value", "event_wildcard_property" ->
          provider.addRow("Device.Probe.Table.", "");
      default -> {}
    }
    return provider;
  }

  /** Some rows came and went by the stock provider's own doing. */
  private static boolean isOfConsumersMaking(String file, Frame frame) {
    return frame.flags() == Frame.RAW_BINARY
        && !(file.equals("event_table_rows") && (frame.sequence() & 1) == 1);
  }

  private static void same(ByteBuffer stock, ByteBuffer ours, String file) {
    int stockBody = stock.getInt(stock.remaining() - 4);
    int ourBody = ours.getInt(ours.remaining() - 4);
    assertEquals(
        hex(stock.slice(0, stockBody)), hex(ours.slice(0, Math.min(stockBody, ourBody))), file);
    assertEquals(
        hex(stock.slice(stockBody, stock.remaining() - stockBody - 4)),
        hex(ours.slice(ourBody, ours.remaining() - ourBody - 4)),
        file);
    if (List.of("get_int_string", "set_commit", "names_and_rows").contains(file)) {
      assertEquals(hex(stock), hex(ours), file);
    }
  }

  private static String hex(ByteBuffer octets) {
    return HexFormat.of()
        .formatHex(
            octets.array(),
            octets.arrayOffset() + octets.position(),
            octets.arrayOffset() + octets.limit());
  }
}
