package org.rdkb.dhcpmanager.rbus.rtmessage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;
import org.rdkb.dhcpmanager.rbus.wire.Vectors;

/** MessagePack items and values ↔ octets, both directions, and every way to cut them short. */
class ItemCodecTest {
  static ItemReader reader(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new ItemReader(octets, 0, octets.length);
  }

  private static String hex(ItemWriter out) {
    return HexFormat.of().formatHex(out.toOctets());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, cc80",
    "255, ccff",
    "256, cd0100",
    "65535, cdffff",
    "65536, ce00010000",
    "4294967295, ceffffffff",
    "4294967296, cf0000000100000000",
    "-1, ff",
    "-32, e0",
    "-33, d0df",
    "-128, d080",
    "-129, d1ff7f",
    "-32769, d2ffff7fff",
    "-294967296, d2ee6b2800",
    "-2147483649, d3ffffffff7fffffff",
  })
  void integer_bothWays(long value, String hex) throws Exception {
    assertEquals(hex, hex(new ItemWriter().integer(value)));
    assertEquals(value, reader(hex).integer());
  }

  @Test
  void integer_unsignedBeyondLong_isItsTwosComplement() throws Exception {
    assertEquals(-16, reader("cffffffffffffffff0").integer());
  }

  @ParameterizedTest
  @CsvSource({"abc, a461626300", "'', a100", "grüß, a76772c3bcc39f00"})
  void text_countsItsNul(String text, String hex) throws Exception {
    assertEquals(hex, hex(new ItemWriter().text(text)));
    assertEquals(text, reader(hex).text());
  }

  @Test
  void text_of30and31and255_changesForm() {
    assertTrue(hex(new ItemWriter().text("x".repeat(30))).startsWith("bf78"));
    assertTrue(hex(new ItemWriter().text("x".repeat(31))).startsWith("d92078"));
    assertTrue(hex(new ItemWriter().text("x".repeat(255))).startsWith("da010078"));
  }

  @Test
  void text_withoutNul_isRead() throws Exception {
    assertEquals("abc", reader("a3616263").text());
    assertEquals("", reader("a0").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a4", "a4 6162", "d9", "d9ff 61", "dbffffffff 61", "db7fffffff", "01"})
  void text_truncatedOrOther_isRefused(String hex) {
    assertThrows(MalformedException.class, () -> reader(hex).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c4", "c402 61", "c6ffffffff", "c67fffffff 61", "01"})
  void octets_truncatedOrOther_isRefused(String hex) {
    assertThrows(MalformedException.class, () -> reader(hex).octets());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cd05", "cf00", "a100", "c0", "c1", "ce000000"})
  void integer_truncatedOrOther_isRefused(String hex) {
    assertThrows(MalformedException.class, () -> reader(hex).integer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cf0000000100000000", "ceffffffff", "d3ffffffff7fffffff"})
  void number_beyond32Bits_isRefused(String hex) {
    assertThrows(MalformedException.class, () -> reader(hex).number());
  }

  static Stream<String> files() {
    // ValueCodecTest has the one with floating-point numbers.
    return Vectors.ALL.stream().filter(file -> !file.equals("get_all_types"));
  }

  /** Item by item: what stock wrote, read and written again, is the same. */
  @ParameterizedTest
  @MethodSource("files")
  void everyCapturedPayload_itemByItem_hasTheSameOctets(String file) throws Exception {
    for (Vectors.Captured captured : Vectors.load(file)) {
      if (captured.isClose() || !isMethodOrEvent(captured.frame())) {
        continue;
      }
      ByteBuffer payload = captured.frame().payload();
      MethodMessage message = MethodMessage.parse(payload);
      ItemWriter body = copy(message.body());
      int length = body.toOctets().length;
      assertEquals(payload.getInt(payload.remaining() - 4), length);
      byte[] again =
          concat(
              body.toOctets(),
              copy(message.meta()).toOctets(),
              ByteBuffer.allocate(5).put((byte) 0xd2).putInt(length).array());
      assertArrayEquals(
          Arrays.copyOfRange(
              payload.array(), payload.arrayOffset(), payload.arrayOffset() + payload.limit()),
          again,
          captured.frame().topic());
    }
  }

  private static boolean isMethodOrEvent(Frame frame) {
    ByteBuffer payload = frame.payload();
    return payload.remaining() > 5
        && payload.get(payload.remaining() - 5) == (byte) 0xd2
        && !frame.topic().startsWith("_")
        && !frame.replyTopic().startsWith("_");
  }

  private static ItemWriter copy(ItemReader in) throws MalformedException {
    ItemWriter out = new ItemWriter();
    while (in.hasMore()) {
      if (in.isAtInteger()) {
        out.integer(in.integer());
      } else if (in.isAtText()) {
        out.text(in.text());
      } else {
        out.octets(in.octets());
      }
    }
    return out;
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "d2000000", "d200000001", "d2ffffffff", "00d200000002", "00c400000000"})
  void message_withBadTrailer_isRefused(String hex) {
    ByteBuffer payload = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    assertThrows(MalformedException.class, () -> MethodMessage.parse(payload));
  }

  @Test
  void message_withEmptyBody_isRead() throws Exception {
    MethodMessage message =
        MethodMessage.parse(ByteBuffer.wrap(HexFormat.of().parseHex("d200000000")));
    assertFalse(message.body().hasMore());
  }
}
