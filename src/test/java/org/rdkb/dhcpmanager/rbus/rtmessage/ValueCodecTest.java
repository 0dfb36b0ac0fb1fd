package org.rdkb.dhcpmanager.rbus.rtmessage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;
import org.rdkb.dhcpmanager.rbus.wire.Vectors;

/** Values, objects and filters ↔ octets. */
class ValueCodecTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(BusValue.bool(true), "cd0500 c401 01"),
        Arguments.of(new BusValue.Whole(BusType.CHAR, 65), "cd0501 c401 41"),
        Arguments.of(new BusValue.Whole(BusType.BYTE, 255), "cd0502 c401 ff"),
        Arguments.of(new BusValue.Whole(BusType.INT8, -1), "cd0503 c401 ff"),
        Arguments.of(new BusValue.Whole(BusType.UINT8, 200), "cd0504 c401 c8"),
        Arguments.of(new BusValue.Whole(BusType.INT16, -300), "cd0505 d1fed4"),
        Arguments.of(new BusValue.Whole(BusType.UINT16, 65535), "cd0506 cdffff"),
        Arguments.of(BusValue.int32(42), "cd0507 2a"),
        Arguments.of(BusValue.uint32(4_000_000_000L), "cd0508 d2ee6b2800"),
        Arguments.of(BusValue.uint32(7), "cd0508 07"),
        Arguments.of(new BusValue.Whole(BusType.INT64, 1L << 40), "cd0509 cf0000010000000000"),
        Arguments.of(new BusValue.Whole(BusType.UINT64, -16), "cd050a f0"),
        Arguments.of(new BusValue.Real(BusType.DOUBLE, 1.5), "cd050c cb3ff8000000000000"),
        Arguments.of(new BusValue.DateTime(Optional.empty()), "cd050d c430" + "00".repeat(48)),
        Arguments.of(
            new BusValue.DateTime(Optional.of(OffsetDateTime.parse("2024-02-29T12:34:56-05:30"))),
            "cd050d c430 38000000 22000000 0c000000 1d000000 01000000 7c000000 04000000 3b000000"
                + "00000000 05000000 1e000000 01000000"),
        Arguments.of(BusValue.text("hello"), "cd050e c406 68656c6c6f00"),
        Arguments.of(BusValue.text(""), "cd050e c401 00"),
        Arguments.of(new BusValue.Bytes(Octets.of(new byte[] {1, 0})), "cd050f c402 0100"),
        Arguments.of(new BusValue.Bytes(Octets.EMPTY), "cd050f c400"),
        Arguments.of(
            new BusValue.Properties(List.of(new BusProperty("a", BusValue.int32(1)))),
            "cd0510 01 a26100 cd0507 01"),
        Arguments.of(
            new BusValue.Nested(new BusObject("o", true, List.of(), List.of(BusObject.EMPTY))),
            "cd0511 a26f00 01 00 01 a100 00 00 00"),
        Arguments.of(new BusValue.None(), "cd0512 c400"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_bothWaysAndNeverCutShort(BusValue value, String spaced) throws Exception {
    String hex = spaced.replace(" ", "");
    ItemWriter out = new ItemWriter();
    ValueCodec.writeValue(out, value);
    assertEquals(hex, HexFormat.of().formatHex(out.toOctets()));
    ItemReader in = ItemCodecTest.reader(hex);
    assertEquals(value, ValueCodec.readValue(in));
    assertFalse(in.hasMore());
    for (int length = 0; length < hex.length(); length += 2) {
      String truncated = hex.substring(0, length);
      assertThrows(
          MalformedException.class,
          () -> ValueCodec.readValue(ItemCodecTest.reader(truncated)),
          truncated);
    }
    ItemReader trailing = ItemCodecTest.reader(hex + "2a");
    assertEquals(value, ValueCodec.readValue(trailing));
    assertEquals(42, trailing.number());
  }

  @Test
  void unsigned_withUnsignedTag_isAccepted() throws Exception {
    assertEquals(
        BusValue.uint32(4_000_000_000L),
        ValueCodec.readValue(ItemCodecTest.reader("cd0508 ceee6b2800")));
    assertEquals(
        new BusValue.Whole(BusType.UINT64, -1),
        ValueCodec.readValue(ItemCodecTest.reader("cd050a cfffffffffffffffff")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cd0513 00",
        "cd04ff 00",
        "0c a100",
        "cd0507 ce80000000",
        "cd0505 cd8000",
        "cd0506 ce00010000",
        "cd0500 c400",
        "cd0500 c402 0101",
        "cd050d c42f" + "00",
        "01 a2 7800",
        "03 a4 79657300",
        "cd0510 ff"
      })
  void value_impossible_isRefused(String hex) {
    assertThrows(MalformedException.class, () -> ValueCodec.readValue(ItemCodecTest.reader(hex)));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 100, 5_000})
  void value_nestedTooDeep_isRefused(int depth) {
    String hex = "cd051001a100".repeat(depth) + "cd050701";
    assertThrows(MalformedException.class, () -> ValueCodec.readValue(ItemCodecTest.reader(hex)));
  }

  @Test
  void value_legacyText_isRead() throws Exception {
    assertEquals(BusValue.int32(-7), ValueCodec.readValue(ItemCodecTest.reader("01 a3 2d3700")));
    assertEquals(
        BusValue.bool(true), ValueCodec.readValue(ItemCodecTest.reader("03 a5 7472756500")));
    assertEquals(BusValue.text("x"), ValueCodec.readValue(ItemCodecTest.reader("00 a2 7800")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get_all_types", "get_object_type"})
  void everyCapturedAnswer_readAndWritten_isTheSame(String file) throws Exception {
    int answers = 0;
    for (Vectors.Captured captured : Vectors.load(file)) {
      if (!captured.toBroker()) {
        continue;
      }
      ItemReader body = MethodMessage.parse(captured.frame().payload()).body();
      assertEquals(0, body.number());
      List<BusProperty> properties = ValueCodec.readProperties(body);
      ItemWriter out = new ItemWriter().integer(0);
      ValueCodec.writeProperties(out, properties);
      // Stock leaves a date's padding uninitialised; everything else must be the same.
      boolean isDate = properties.get(0).value().type() == BusType.DATETIME;
      if (!isDate) {
        assertEquals(captured.frame().payload(), out.asResponse(), properties.toString());
      }
      answers++;
    }
    assertEquals(true, answers > 0);
  }

  @Test
  void filter_captured_bothWays() throws Exception {
    EventFilter filter =
        new EventFilter.And(
            new EventFilter.Compare(EventFilter.Relation.GREATER_OR_EQUAL, BusValue.int32(10)),
            new EventFilter.Compare(EventFilter.Relation.LESS, BusValue.int32(20)));
    SubscriptionTerms terms = new SubscriptionTerms(1, 0, 0, Optional.of(filter));
    String hex = "01000001010000" + "01a766696c74657200cd05070a" + "0002a766696c74657200cd050714";
    assertEquals(hex, HexFormat.of().formatHex(terms.write()));
    assertEquals(terms, SubscriptionTerms.read(HexFormat.of().parseHex(hex)));
    for (int length = 8; length < hex.length(); length += 2) {
      byte[] truncated = HexFormat.of().parseHex(hex.substring(0, length));
      assertThrows(MalformedException.class, () -> SubscriptionTerms.read(truncated));
    }
  }

  @Test
  void filter_nestedTooDeep_isRefused() {
    byte[] deep = HexFormat.of().parseHex("01000001" + "0102".repeat(2_000));
    assertThrows(MalformedException.class, () -> SubscriptionTerms.read(deep));
  }
}
