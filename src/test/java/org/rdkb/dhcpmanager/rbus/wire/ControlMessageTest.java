package org.rdkb.dhcpmanager.rbus.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker's JSON, read leniently and written as stock does. */
class ControlMessageTest {
  private static ControlMessage parse(String json) throws MalformedException {
    return ControlMessage.parse(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(ByteBuffer json) {
    return StandardCharsets.UTF_8.decode(json).toString();
  }

  @Test
  void parse_duplicateKeys_firstCounts() throws Exception {
    ControlMessage answer =
        parse("{\"result\":0,\"count\":1,\"items\":[\"a\",\"b\"],\"count\":2,\"items\":[]}");
    assertEquals(1, answer.number("count").orElseThrow());
    assertEquals(List.of("a", "b"), answer.items());
  }

  @Test
  void parse_otherCaseSpacesAndNul_isTolerated() throws Exception {
    ControlMessage message = parse("{ \"Add\" : 1,\n\"TOPIC\":\"x\", \"more\":{\"a\":[1]} }\0\0");
    assertEquals(1, message.number("add").orElseThrow());
    assertEquals("x", message.text("topic").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "null",
        "[1]",
        "{\"add\":1",
        "{\"add\"",
        "{\"add\":}",
        "{\"items\":[\"a\"",
        "{\"route_id\":99999999999}",
        "{\"items\":[1,",
        "not json"
      })
  void parse_broken_isRefused(String json) {
    assertThrows(MalformedException.class, () -> parse(json));
  }

  @Test
  void written_matchesStock() {
    assertEquals(
        "{\"add\":1,\"topic\":\"Device.Probe.Int\",\"route_id\":10000}",
        text(ControlJson.add("Device.Probe.Int", 10_000)));
    assertEquals(
        "{\"result\":0,\"count\":1,\"items\":[\"probeProvider\"]}",
        text(ControlJson.found(1, List.of("probeProvider"))));
    assertEquals("{\"result\":0,\"count\":0}", text(ControlJson.found(0, List.of())));
    assertEquals("{\"event\":1,\"inbox\":\"a\"}", text(ControlJson.advisory(true, "a")));
  }
}
