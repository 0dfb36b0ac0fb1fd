package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

class ValueTypeTest {

  private static ValueType type(BaseType base) {
    boolean isInt = base == BaseType.INT;
    return new ValueType(
        base,
        "",
        false,
        new ValueType.Bounds(0, 4, 100, isInt ? -1 : 0, isInt ? 10 : 0xffff_ffffL),
        List.of(),
        List.of(),
        "",
        "");
  }

  private static String read(ValueType type, Value given) {
    Outcome<Value> outcome = type.read("P", given);
    return outcome instanceof Outcome.Refused<Value> refused
        ? refused.refusal().code().name()
        : outcome.orThrow().text();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "BOOLEAN, true, true",
        "BOOLEAN, 1, true",
        "BOOLEAN, FALSE, false",
        "BOOLEAN, 0, false",
        "BOOLEAN, yes, TYPE",
        "BOOLEAN, '', TYPE",
        "INT, 5, 5",
        "INT, 005, 5",
        "INT, -1, -1",
        "INT, -2, VALUE",
        "INT, 11, VALUE",
        "INT, 99999999999999999999, VALUE",
        "INT, 999999999999999999999, TYPE",
        "INT, '', TYPE",
        "INT, 5 , 5",
        "INT, ' 5', TYPE",
        "INT, +5, TYPE",
        "INT, 0x5, TYPE",
        "INT, ٥, TYPE",
        "UNSIGNED_INT, 4294967295, 4294967295",
        "UNSIGNED_INT, 4294967296, VALUE",
        "UNSIGNED_INT, -1, VALUE",
        "UNSIGNED_LONG, 18446744073709551615, 18446744073709551615",
        "UNSIGNED_LONG, 18446744073709551616, VALUE",
        "UNSIGNED_LONG, -1, VALUE",
        "STRING, abcd, abcd",
        "STRING, äöüß, äöüß",
        "STRING, abcde, VALUE",
        "HEX_BINARY, 00FfA0, 00ffa0",
        "HEX_BINARY, '', ''",
        "HEX_BINARY, 0, VALUE",
        "HEX_BINARY, 0g, VALUE",
        "HEX_BINARY, 00:11, VALUE",
        "HEX_BINARY, 00112233, 00112233",
        "HEX_BINARY, 0011223344, VALUE",
        "DATE_TIME, 2024-02-29T12:34:56+02:00, 2024-02-29T10:34:56Z",
        "DATE_TIME, 2024-02-30T12:34:56Z, TYPE",
        "DATE_TIME, 2024-02-29T12:34:56, TYPE",
      })
  void textOfAnyType_isReadOrRefused(BaseType base, String given, String expected) {
    assertEquals(expected, read(type(base), Value.text(given)));
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, BOOLEAN, true, true",
    "BOOLEAN, INT, 1, TYPE",
    "INT, INT, 3, 3",
    "UNSIGNED_INT, INT, 7, 7",
    "UNSIGNED_INT, INT, -7, VALUE",
    "INT, BOOLEAN, true, TYPE",
    "STRING, INT, 3, TYPE",
    "STRING, BOOLEAN, true, TYPE",
    "HEX_BINARY, HEX_BINARY, 00, 00",
    "STRING, HEX_BINARY, 00, TYPE",
    "INT, DATE_TIME, '', TYPE",
  })
  void valueOfAType_hasToSuit(BaseType base, BaseType given, String text, String expected) {
    assertEquals(expected, read(type(base), new Value(given, text)));
  }

  @ParameterizedTest
  @CsvSource({
    "'1.2.3.4, 5.6.7.8', '1.2.3.4,5.6.7.8'",
    "'', ''",
    "'1.2.3.4,,5.6.7.8', VALUE",
    "'1.2.3.4,x', VALUE",
  })
  void list_isReadItemByItem(String given, String expected) {
    ValueType addresses =
        new ValueType(
            BaseType.STRING,
            "",
            true,
            new ValueType.Bounds(0, 15, 30, 0, 0),
            List.of(),
            List.of(Pattern.compile("[0-9.]+")),
            "",
            "");
    assertEquals(expected, read(addresses, Value.text(given)));
    assertEquals(Code.VALUE.name(), read(addresses, Value.text("1.2.3.4,".repeat(4))));
  }

  @ParameterizedTest
  @CsvSource({"0, VALUE", "10, VALUE", "127, VALUE", "32, ' '"})
  void controlCharacters_areRefused(int code, String expected) {
    assertEquals(expected, read(type(BaseType.STRING), Value.text(Character.toString(code))));
  }
}
