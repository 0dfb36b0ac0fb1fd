package org.rdkb.dhcpmanager.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;

class DbusValuesTest {

  private static BusValue whole(BusType type, long value) {
    return new BusValue.Whole(type, value);
  }

  static Stream<Arguments> both() {
    return Stream.of(
        arguments(BusValue.bool(true), "b"),
        arguments(whole(BusType.UINT8, 255), "y"),
        arguments(whole(BusType.INT16, -32768), "n"),
        arguments(whole(BusType.UINT16, 65_535), "q"),
        arguments(whole(BusType.INT32, Integer.MIN_VALUE), "i"),
        arguments(whole(BusType.UINT32, 0xffff_ffffL), "u"),
        arguments(whole(BusType.INT64, Long.MIN_VALUE), "x"),
        arguments(whole(BusType.UINT64, -1), "t"),
        arguments(whole(BusType.UINT64, 0x0123_4567_89ab_cdefL), "t"),
        arguments(new BusValue.Real(BusType.DOUBLE, -0.5), "d"),
        arguments(BusValue.text("ünï"), "s"),
        arguments(new BusValue.Bytes(Octets.of((byte) 0, (byte) 255)), "ay"),
        arguments(new BusValue.Bytes(Octets.EMPTY), "ay"));
  }

  @ParameterizedTest
  @MethodSource("both")
  void whatIsSent_comesBackAsItWas(BusValue value, String signature) {
    Variant<?> shown = DbusValues.shown(value);
    assertEquals(signature, shown.getSig());
    assertEquals(List.of(new BusProperty("P", value)), DbusValues.given(Map.of("P", shown)));
  }

  @Test
  void moments_areTexts_anUnknownOneToo() {
    OffsetDateTime at = OffsetDateTime.parse("2026-01-02T03:04:05Z");
    assertEquals("2026-01-02T03:04:05Z", shown(new BusValue.DateTime(Optional.of(at))));
    assertEquals("0001-01-01T00:00:00Z", shown(new BusValue.DateTime(Optional.empty())));
  }

  @Test
  void objects_keepNamesAndWhatIsBelow() {
    BusObject below = new BusObject("In", false, List.of(), List.of());
    BusObject object =
        new BusObject("", false, List.of(new BusProperty("A", BusValue.uint32(1))), List.of(below));
    assertEquals("{A=[u] 1, In=[a{sv}] {}}", words(DbusValues.shown(object)));
  }

  /** What nothing of the model has: the model says so, naming the parameter. */
  @Test
  void otherTypes_areNone() {
    for (Variant<?> odd :
        List.of(
            new Variant<>(List.of("x"), "as"),
            new Variant<>(Map.of("x", "y"), "a{ss}"),
            new Variant<>(new Variant<>(List.of(), "as"), "v"))) {
      assertEquals(new BusValue.None(), DbusValues.given(Map.of("P", odd)).get(0).value());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain,plain",
    "a\\0b,a\ufffdb",
    "\\D,\ufffd",
    "\\Dx,\ufffdx",
    "x\\d,x\ufffd",
    "\\D\\d,\\D\\d"
  })
  void textsAreCleanedOfWhatTheBusForbids(String given, String clean) {
    assertEquals(octal(clean), DbusValues.clean(octal(given)));
  }

  private static String octal(String text) {
    return text.replace("\\0", "\0").replace("\\D", "\ud83d").replace("\\d", "\ude00");
  }

  private static Object shown(BusValue value) {
    return DbusValues.shown(value).getValue();
  }

  private static String words(Map<String, Variant<?>> shown) {
    StringBuilder words = new StringBuilder("{");
    shown.forEach(
        (name, value) ->
            words
                .append(words.length() == 1 ? "" : ", ")
                .append(name)
                .append("=[")
                .append(value.getSig())
                .append("] ")
                .append(value.getValue()));
    return words.append("}").toString();
  }
}
