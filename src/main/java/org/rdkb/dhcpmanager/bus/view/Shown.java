package org.rdkb.dhcpmanager.bus.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;

/** Values as people and programs see them. What servers sent must not drive the terminal. */
public final class Shown {
  private Shown() {}

  /**
   * One line of printable characters; control characters appear as {@code \xNN}.
   *
   * @param value any
   * @return empty for a value that is none
   */
  public static String text(BusValue value) {
    if (value instanceof BusValue.Bool v) {
      return Boolean.toString(v.value());
    }
    if (value instanceof BusValue.Whole v) {
      return v.type() == BusType.UINT64
          ? Long.toUnsignedString(v.value())
          : Long.toString(v.value());
    }
    if (value instanceof BusValue.Real v) {
      return Double.toString(v.value());
    }
    if (value instanceof BusValue.DateTime v) {
      return v.value().map(Object::toString).orElse("");
    }
    if (value instanceof BusValue.Text v) {
      return printable(v.value());
    }
    if (value instanceof BusValue.Bytes v) {
      return v.value().toHex();
    }
    if (value instanceof BusValue.Properties v) {
      return fields(v.properties());
    }
    if (value instanceof BusValue.Nested v) {
      return object(v.object());
    }
    return "";
  }

  /**
   * {@code name=value} pairs of an object and those below it, on one line.
   *
   * @param object any
   * @return harmless on a terminal
   */
  public static String object(BusObject object) {
    StringBuilder line = new StringBuilder(fields(object.properties()));
    for (BusObject child : object.children()) {
      line.append(line.length() == 0 ? "" : " ").append(printable(child.name()));
      line.append('{').append(object(child)).append('}');
    }
    return line.toString();
  }

  private static String fields(List<BusProperty> properties) {
    StringBuilder line = new StringBuilder();
    for (BusProperty property : properties) {
      line.append(line.length() == 0 ? "" : " ").append(printable(property.name()));
      line.append('=').append(text(property.value()));
    }
    return line.toString();
  }

  /**
   * Text with its control characters made visible.
   *
   * @param text from anywhere
   * @return harmless on a terminal
   */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int kind = Character.getType(c);
              if (Character.isISOControl(c) || kind == Character.FORMAT) {
                shown.append(String.format(Locale.ROOT, c < 256 ? "\\x%02x" : "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /**
   * The name of a value's type.
   *
   * @param value any
   * @return in lower case
   */
  public static String type(BusValue value) {
    return value.type().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes a value: numbers and truth values as such, octets as hexadecimal text.
   *
   * @param json where to
   * @param value any
   * @throws IOException if it cannot be written
   */
  public static void json(JsonGenerator json, BusValue value) throws IOException {
    if (value instanceof BusValue.Bool v) {
      json.writeBoolean(v.value());
    } else if (value instanceof BusValue.Whole v && v.type() != BusType.UINT64) {
      json.writeNumber(v.value());
    } else if (value instanceof BusValue.Real v && Double.isFinite(v.value())) {
      json.writeNumber(v.value());
    } else if (value instanceof BusValue.Text v) {
      json.writeString(v.value());
    } else if (value instanceof BusValue.Properties v) {
      json(json, new BusObject("", false, v.properties(), List.of()));
    } else if (value instanceof BusValue.Nested v) {
      json(json, v.object());
    } else if (value instanceof BusValue.None) {
      json.writeNull();
    } else {
      json.writeString(text(value));
    }
  }

  /**
   * Writes an object with its properties as members; children follow under their names.
   *
   * @param json where to
   * @param object any
   * @throws IOException if it cannot be written
   */
  public static void json(JsonGenerator json, BusObject object) throws IOException {
    json.writeStartObject();
    for (BusProperty property : object.properties()) {
      json.writeFieldName(property.name());
      json(json, property.value());
    }
    for (BusObject child : object.children()) {
      json.writeFieldName(child.name());
      json(json, child);
    }
    json.writeEndObject();
  }
}
