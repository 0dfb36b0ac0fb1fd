package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Values, properties and objects ↔ items. */
final class ValueCodec {
  private static final int DEEPEST = 16;
  private static final int FIRST_CODE = BusType.BOOLEAN.code();
  private static final BusType[] TYPES = BusType.values();

  private ValueCodec() {}

  static void writeProperty(ItemWriter out, BusProperty property) {
    writeValue(out.text(property.name()), property.value());
  }

  static void writeProperties(ItemWriter out, List<BusProperty> properties) {
    out.integer(properties.size());
    properties.forEach(property -> writeProperty(out, property));
  }

  static void writeObject(ItemWriter out, BusObject object) {
    out.text(object.name()).integer(object.multiInstance() ? 1 : 0);
    writeProperties(out, object.properties());
    out.integer(object.children().size());
    object.children().forEach(child -> writeObject(out, child));
  }

  static void writeValue(ItemWriter out, BusValue value) {
    out.integer(value.type().code());
    if (value instanceof BusValue.Text text) {
      byte[] utf8 = text.value().getBytes(StandardCharsets.UTF_8);
      out.octets(Arrays.copyOf(utf8, utf8.length + 1));
    } else if (value instanceof BusValue.Whole whole) {
      writeWhole(out, whole);
    } else if (value instanceof BusValue.Bool truth) {
      out.octets(new byte[] {(byte) (truth.value() ? 1 : 0)});
    } else if (value instanceof BusValue.DateTime time) {
      out.octets(DateTimeBlob.write(time));
    } else if (value instanceof BusValue.Bytes bytes) {
      out.octets(bytes.value().toArray());
    } else if (value instanceof BusValue.Real real) {
      out.real(real.value());
    } else if (value instanceof BusValue.Properties properties) {
      writeProperties(out, properties.properties());
    } else if (value instanceof BusValue.Nested nested) {
      writeObject(out, nested.object());
    } else {
      out.octets(new byte[0]);
    }
  }

  private static void writeWhole(ItemWriter out, BusValue.Whole whole) {
    switch (whole.type()) {
      case CHAR, BYTE, INT8, UINT8 -> out.octets(new byte[] {(byte) whole.value()});
      // Unsigned numbers travel as the signed number of the same bits.
      case UINT32 -> out.integer(whole.value() << 32 >> 32);
      default -> out.integer(whole.value());
    }
  }

  static BusProperty readProperty(ItemReader in) throws MalformedException {
    return readProperty(in, 0);
  }

  static List<BusProperty> readProperties(ItemReader in) throws MalformedException {
    return readProperties(in, 0);
  }

  static List<BusProperty> readProperties(ItemReader in, int count, int depth)
      throws MalformedException {
    if (count < 0) {
      throw new MalformedException("negative count");
    }
    // Not sized by the count: it is not to be believed.
    List<BusProperty> properties = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      properties.add(readProperty(in, depth));
    }
    return properties;
  }

  static BusObject readObject(ItemReader in) throws MalformedException {
    return readObject(in, 0);
  }

  private static BusProperty readProperty(ItemReader in, int depth) throws MalformedException {
    return new BusProperty(in.text(), readValue(in, depth));
  }

  private static List<BusProperty> readProperties(ItemReader in, int depth)
      throws MalformedException {
    return readProperties(in, in.number(), depth);
  }

  private static BusObject readObject(ItemReader in, int depth) throws MalformedException {
    if (depth == DEEPEST) {
      throw new MalformedException("nested deeper than " + DEEPEST);
    }
    String name = in.text();
    boolean multiInstance = in.number() == 1;
    List<BusProperty> properties = readProperties(in, depth + 1);
    int count = in.number();
    List<BusObject> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(readObject(in, depth + 1));
    }
    return new BusObject(name, multiInstance, properties, children);
  }

  static BusValue readValue(ItemReader in) throws MalformedException {
    return readValue(in, 0);
  }

  private static BusValue readValue(ItemReader in, int depth) throws MalformedException {
    if (depth == DEEPEST) {
      throw new MalformedException("nested deeper than " + DEEPEST);
    }
    int code = in.number();
    if (code >= 0 && code <= LegacyValue.LAST) {
      return LegacyValue.read(code, in.text());
    }
    int index = code - FIRST_CODE;
    if (index < 0 || index >= TYPES.length) {
      throw new MalformedException("unknown type " + code);
    }
    BusType type = TYPES[index];
    return switch (type) {
      case BOOLEAN -> new BusValue.Bool(octet(in) != 0);
      case CHAR, INT8 -> new BusValue.Whole(type, octet(in));
      case BYTE, UINT8 -> new BusValue.Whole(type, octet(in) & 0xff);
      case INT16, UINT16, INT32, UINT32, INT64, UINT64 -> readWhole(type, in.integer());
      case SINGLE, DOUBLE -> new BusValue.Real(type, in.real());
      case DATETIME -> DateTimeBlob.read(in.octets());
      case STRING -> new BusValue.Text(ItemReader.withoutNul(in.octets()));
      case BYTES -> new BusValue.Bytes(Octets.of(in.octets()));
      case PROPERTY -> new BusValue.Properties(readProperties(in, depth + 1));
      case OBJECT -> new BusValue.Nested(readObject(in, depth + 1));
      case NONE -> none(in);
    };
  }

  private static BusValue none(ItemReader in) throws MalformedException {
    in.octets();
    return new BusValue.None();
  }

  private static byte octet(ItemReader in) throws MalformedException {
    byte[] octets = in.octets();
    if (octets.length != 1) {
      throw new MalformedException("value of " + octets.length + " octets instead of one");
    }
    return octets[0];
  }

  private static BusValue readWhole(BusType type, long value) throws MalformedException {
    return switch (type) {
      case INT16 -> ranged(type, value, Short.MIN_VALUE, Short.MAX_VALUE, value);
      case UINT16 -> ranged(type, value, Short.MIN_VALUE, 0xffff, value & 0xffff);
      case INT32 -> ranged(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE, value);
      case UINT32 -> ranged(type, value, Integer.MIN_VALUE, 0xffff_ffffL, value & 0xffff_ffffL);
      default -> new BusValue.Whole(type, value);
    };
  }

  private static BusValue ranged(BusType type, long wire, long least, long most, long value)
      throws MalformedException {
    if (wire < least || wire > most) {
      throw new MalformedException("number does not fit " + type);
    }
    return new BusValue.Whole(type, value);
  }
}
