package org.rdkb.dhcpmanager.dbus;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * Values of the bus as variants, both ways. Numbers keep their width; a date and time is a text
 * (RFC 3339, unknown: TR-106's {@code 0001-01-01T00:00:00Z}), octets are {@code ay}, an object is
 * {@code a{sv}}.
 */
final class DbusValues {
  private static final String UNKNOWN_TIME = "0001-01-01T00:00:00Z";

  private DbusValues() {}

  static Variant<?> shown(BusValue value) {
    if (value instanceof BusValue.Bool bool) {
      return new Variant<>(bool.value(), "b");
    }
    if (value instanceof BusValue.Whole whole) {
      return number(whole);
    }
    if (value instanceof BusValue.Real real) {
      return new Variant<>(real.value(), "d");
    }
    if (value instanceof BusValue.DateTime at) {
      return text(at.value().map(OffsetDateTime::toString).orElse(UNKNOWN_TIME));
    }
    if (value instanceof BusValue.Bytes bytes) {
      return new Variant<>(bytes.value().toArray(), "ay");
    }
    if (value instanceof BusValue.Properties list) {
      return new Variant<>(shown(list.properties()), "a{sv}");
    }
    if (value instanceof BusValue.Nested nested) {
      return new Variant<>(shown(nested.object()), "a{sv}");
    }
    return text(value instanceof BusValue.Text text ? text.value() : "");
  }

  private static Variant<?> text(String value) {
    return new Variant<>(clean(value), "s");
  }

  private static Variant<?> number(BusValue.Whole whole) {
    long value = whole.value();
    return switch (whole.type()) {
      case CHAR, BYTE, UINT8 -> new Variant<>((byte) value, "y");
      case INT8, INT16 -> new Variant<>((short) value, "n");
      case UINT16 -> new Variant<>(new UInt16((int) value & 0xffff), "q");
      case INT32 -> new Variant<>((int) value, "i");
      case UINT32 -> new Variant<>(new UInt32(value & 0xffff_ffffL), "u");
      case UINT64 -> new Variant<>(new UInt64(value >>> 32, value & 0xffff_ffffL), "t");
      default -> new Variant<>(value, "x");
    };
  }

  static Map<String, Variant<?>> shown(List<BusProperty> properties) {
    Map<String, Variant<?>> shown = new LinkedHashMap<>();
    properties.forEach(each -> shown.put(clean(each.name()), shown(each.value())));
    return shown;
  }

  /** Its properties; those of objects below it under their names. */
  static Map<String, Variant<?>> shown(BusObject object) {
    Map<String, Variant<?>> shown = shown(object.properties());
    object
        .children()
        .forEach(child -> shown.put(clean(child.name()), new Variant<>(shown(child), "a{sv}")));
    return shown;
  }

  /**
   * What no text of this bus may hold is replaced: the daemon throws out who sends it, and a DHCP
   * server may have put it there.
   */
  static String clean(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !isPair)) {
        clean = clean == null ? new StringBuilder(text) : clean;
        clean.setCharAt(i, '\ufffd');
      } else if (isPair) {
        i++;
      }
    }
    return clean == null ? text : clean.toString();
  }

  /** Named values as they were sent; {@link BusValue.None} stands for a type that nothing has. */
  static List<BusProperty> given(Map<?, ?> named) {
    List<BusProperty> given = new ArrayList<>();
    named.forEach((name, value) -> given.add(new BusProperty(name.toString(), given(value))));
    return given;
  }

  private static BusValue given(Object sent) {
    Object value = sent instanceof Variant<?> variant ? variant.getValue() : sent;
    if (value instanceof Boolean bool) {
      return BusValue.bool(bool);
    }
    if (value instanceof String text) {
      return BusValue.text(text);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (sent instanceof Variant<?> variant && variant.getSig().equals("ay")) {
      return octets(value);
    }
    return new BusValue.None();
  }

  private static BusValue number(Number number) {
    if (number instanceof Double real) {
      return new BusValue.Real(BusType.DOUBLE, real);
    }
    if (number instanceof UInt64 large) {
      return new BusValue.Whole(BusType.UINT64, large.value().longValue());
    }
    BusType type = BusType.INT64;
    if (number instanceof Byte) {
      return new BusValue.Whole(BusType.UINT8, number.byteValue() & 0xff);
    } else if (number instanceof Short) {
      type = BusType.INT16;
    } else if (number instanceof UInt16) {
      type = BusType.UINT16;
    } else if (number instanceof Integer) {
      type = BusType.INT32;
    } else if (number instanceof UInt32) {
      type = BusType.UINT32;
    }
    return new BusValue.Whole(type, number.longValue());
  }

  private static BusValue octets(Object value) {
    if (value instanceof byte[] octets) {
      return new BusValue.Bytes(Octets.of(octets));
    }
    Optional<byte[]> taken = Optional.empty();
    if (value instanceof List<?> list) {
      byte[] octets = new byte[list.size()];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = ((Number) list.get(i)).byteValue();
      }
      taken = Optional.of(octets);
    }
    return new BusValue.Bytes(Octets.of(taken.orElse(new byte[0])));
  }
}
