package org.rdkb.dhcpmanager.rbus.contract;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Values that travel: every type with its extremes, by what they are called in a report. */
final class SampleValues {
  private static final int MIB = 1 << 20;

  private SampleValues() {}

  static Map<String, BusValue> all() {
    Map<String, BusValue> all = new LinkedHashMap<>();
    all.put("true", BusValue.bool(true));
    all.put("false", BusValue.bool(false));
    whole(all, BusType.CHAR, 'A', Byte.MIN_VALUE, Byte.MAX_VALUE);
    whole(all, BusType.BYTE, 0, 127, 255);
    whole(all, BusType.INT8, 0, Byte.MIN_VALUE, Byte.MAX_VALUE);
    whole(all, BusType.UINT8, 0, 128, 255);
    whole(all, BusType.INT16, 0, Short.MIN_VALUE, Short.MAX_VALUE);
    whole(all, BusType.UINT16, 0, 32_768, 65_535);
    whole(all, BusType.INT32, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    whole(all, BusType.UINT32, 0, 2_147_483_648L, 4_294_967_295L);
    whole(all, BusType.INT64, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1);
    whole(all, BusType.UINT64, 0, Long.MAX_VALUE, Long.MIN_VALUE, -1, (1L << 53) + 1);
    real(all, BusType.SINGLE, 0, 0.5, -0.0, Float.MAX_VALUE, Float.MIN_VALUE);
    real(all, BusType.DOUBLE, 0, -0.125, Double.MAX_VALUE, Double.MIN_VALUE);
    real(all, BusType.DOUBLE, Double.NEGATIVE_INFINITY, Double.NaN);
    for (String moment :
        List.of(
            "2024-02-29T12:34:56-05:30",
            "1970-01-01T00:00:00Z",
            "2038-01-19T03:14:08+14:00",
            "1999-12-31T23:59:59-12:00",
            "9999-12-31T23:59:59Z")) {
      all.put(moment, new BusValue.DateTime(Optional.of(OffsetDateTime.parse(moment))));
    }
    all.put("unknown time", new BusValue.DateTime(Optional.empty()));
    texts(all);
    octets(all);
    objects(all);
    return all;
  }

  private static void whole(Map<String, BusValue> all, BusType type, long... values) {
    for (long value : values) {
      all.put(type + " " + value, new BusValue.Whole(type, value));
    }
  }

  private static void real(Map<String, BusValue> all, BusType type, double... values) {
    for (double value : values) {
      all.put(type + " " + value, new BusValue.Real(type, value));
    }
  }

  private static void texts(Map<String, BusValue> all) {
    all.put("empty text", BusValue.text(""));
    all.put("short text", BusValue.text("x"));
    all.put("umlauts", BusValue.text("grüße"));
    all.put("kanji and an emoji", BusValue.text("漢字 🚀 \uD83D\uDC68\u200D\uD83D\uDC69"));
    all.put("control characters", BusValue.text("\u0001\t\r\n\u001b[31m\u007f"));
    all.put("quotes and percent signs", BusValue.text("'; \"$(x)\" `y` %s%n %d \\0"));
    all.put("text of spaces", BusValue.text("   "));
    all.put("text of 31 octets", BusValue.text("x".repeat(31)));
    all.put("text of 32 octets", BusValue.text("x".repeat(32)));
    all.put("text of 255 octets", BusValue.text("x".repeat(255)));
    all.put("text of 256 octets", BusValue.text("x".repeat(256)));
    all.put("text of 65536 octets", BusValue.text("x".repeat(65_536)));
    all.put("text of 1 MiB", BusValue.text("1".repeat(MIB)));
    all.put("text of 3 MiB", BusValue.text("ü".repeat(3 * MIB / 2)));
  }

  private static void octets(Map<String, BusValue> all) {
    byte[] each = new byte[256];
    for (int i = 0; i < each.length; i++) {
      each[i] = (byte) i;
    }
    all.put("no octets", new BusValue.Bytes(Octets.of(new byte[0])));
    all.put("one zero octet", new BusValue.Bytes(Octets.of(new byte[1])));
    all.put("octets 0 to 255", new BusValue.Bytes(Octets.of(each)));
    all.put("1 MiB of octets", new BusValue.Bytes(Octets.of(new byte[MIB])));
  }

  private static void objects(Map<String, BusValue> all) {
    BusProperty number = new BusProperty("number", BusValue.int32(7));
    BusProperty text = new BusProperty("text", BusValue.text("seven"));
    BusObject flat = new BusObject("flat", false, List.of(number, text), List.of());
    BusObject child = new BusObject("child", false, List.of(text), List.of());
    BusObject other = new BusObject("other", false, List.of(), List.of());
    BusObject family = new BusObject("parent", false, List.of(number), List.of(child, other));
    BusObject deep =
        new BusObject(
            "outer", false, List.of(new BusProperty("in", new BusValue.Nested(flat))), List.of());
    all.put("a property", new BusValue.Properties(List.of(number)));
    all.put("two properties", new BusValue.Properties(List.of(number, text)));
    all.put("an empty object", new BusValue.Nested(other));
    all.put("a flat object", new BusValue.Nested(flat));
    all.put("an object with children", new BusValue.Nested(family));
    all.put("an object in an object", new BusValue.Nested(deep));
  }
}
