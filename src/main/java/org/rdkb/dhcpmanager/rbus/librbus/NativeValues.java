package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.rtmessage.DateTimeBlob;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * Values of the bus ↔ {@code rbusValue_t}. What is read is copied; what is made must be released.
 */
final class NativeValues {
  private static final BusType[] TYPES = BusType.values();
  private static final int FIRST_TYPE = BusType.BOOLEAN.code();
  private static final int DEEPEST = 16;

  /** One per thread, for lengths: a new block for each text would cost more than the text. */
  private static final PerThread<Memory> LENGTH = new PerThread<>(NativeText::result);

  private static final int TEXT_ROOM = 256;
  private static final PerThread<Memory> TEXT = new PerThread<>(() -> new Memory(TEXT_ROOM));

  private NativeValues() {}

  /** A new value with one reference, owed by the caller. */
  static Pointer create(BusValue value) {
    if (value instanceof BusValue.Text text) {
      return Librbus.rbusValue_InitString(NativeText.octets(text.value()));
    }
    if (value instanceof BusValue.Bool truth) {
      return Librbus.rbusValue_InitBoolean((byte) (truth.value() ? 1 : 0));
    }
    if (value instanceof BusValue.Whole whole) {
      return whole(whole.type(), whole.value());
    }
    if (value instanceof BusValue.Real real) {
      return real.type() == BusType.SINGLE
          ? Librbus.rbusValue_InitSingle((float) real.value())
          : Librbus.rbusValue_InitDouble(real.value());
    }
    if (value instanceof BusValue.DateTime time) {
      return Librbus.rbusValue_InitTime(DateTimeBlob.write(time));
    }
    if (value instanceof BusValue.Bytes bytes) {
      byte[] octets = bytes.value().toArray();
      // C must not get a null pointer: an array without octets has no address.
      return Librbus.rbusValue_InitBytes(octets.length == 0 ? new byte[1] : octets, octets.length);
    }
    return structured(value);
  }

  private static Pointer structured(BusValue value) {
    if (value instanceof BusValue.Properties list) {
      Pointer first = NativeObjects.chain(list.properties());
      Pointer made = Librbus.rbusValue_InitProperty(first);
      if (first != null) {
        Librbus.rbusProperty_Release(first);
      }
      return made;
    }
    if (value instanceof BusValue.Nested nested) {
      Pointer object = NativeObjects.create(nested.object());
      Pointer made = Librbus.rbusValue_InitObject(object);
      Librbus.rbusObject_Release(object);
      return made;
    }
    Pointer none = Librbus.rbusValue_Init(null);
    if (none == null) {
      throw new IllegalStateException("librbus made no value");
    }
    return none;
  }

  private static Pointer whole(BusType type, long value) {
    return switch (type) {
      case CHAR -> Librbus.rbusValue_InitChar((byte) value);
      case BYTE -> Librbus.rbusValue_InitByte((byte) value);
      case INT8 -> Librbus.rbusValue_InitInt8((byte) value);
      case UINT8 -> Librbus.rbusValue_InitUInt8((byte) value);
      case INT16 -> Librbus.rbusValue_InitInt16((short) value);
      case UINT16 -> Librbus.rbusValue_InitUInt16((short) value);
      case INT32 -> Librbus.rbusValue_InitInt32((int) value);
      case UINT32 -> Librbus.rbusValue_InitUInt32((int) value);
      case INT64 -> Librbus.rbusValue_InitInt64(value);
      default -> Librbus.rbusValue_InitUInt64(value);
    };
  }

  /** Puts a value on a property; by a single call if it is of a kind that most parameters are. */
  static void put(Pointer property, BusValue value) {
    if (value instanceof BusValue.Text text) {
      put(property, text);
    } else if (value instanceof BusValue.Bool truth) {
      Librbus.rbusProperty_SetBoolean(property, (byte) (truth.value() ? 1 : 0));
    } else if (value instanceof BusValue.Whole whole && whole.type() == BusType.UINT32) {
      Librbus.rbusProperty_SetUInt32(property, (int) whole.value());
    } else if (value instanceof BusValue.Whole whole && whole.type() == BusType.INT32) {
      Librbus.rbusProperty_SetInt32(property, (int) whole.value());
    } else {
      putMade(property, create(value));
    }
  }

  private static void put(Pointer property, BusValue.Text text) {
    byte[] octets = NativeText.octets(text.value());
    if (octets.length > TEXT_ROOM) {
      putMade(property, Librbus.rbusValue_InitString(octets));
    } else {
      // An array as an argument is copied to a block of its own, and back.
      Memory room = TEXT.get();
      room.write(0, octets, 0, octets.length);
      Librbus.rbusProperty_SetString(property, room);
    }
  }

  /** The property takes its own reference. */
  private static void putMade(Pointer property, Pointer made) {
    Librbus.rbusProperty_SetValue(property, made);
    Librbus.rbusValue_Release(made);
  }

  /** A copy; no pointer is no value. */
  static BusValue read(@Nullable Pointer value) throws MalformedException {
    return read(value, 0);
  }

  static BusValue read(@Nullable Pointer value, int depth) throws MalformedException {
    if (value == null) {
      return new BusValue.None();
    }
    if (depth == DEEPEST) {
      throw new MalformedException("nested deeper than " + DEEPEST);
    }
    int code = Librbus.rbusValue_GetType(value) - FIRST_TYPE;
    if (code < 0 || code >= TYPES.length) {
      throw new MalformedException("unknown type " + (code + FIRST_TYPE));
    }
    BusType type = TYPES[code];
    return switch (type) {
      case BOOLEAN -> BusValue.bool(Librbus.rbusValue_GetBoolean(value) != 0);
      case SINGLE -> new BusValue.Real(type, Librbus.rbusValue_GetSingle(value));
      case DOUBLE -> new BusValue.Real(type, Librbus.rbusValue_GetDouble(value));
      case DATETIME -> dateTime(Librbus.rbusValue_GetTime(value));
      case STRING -> text(value);
      case BYTES -> new BusValue.Bytes(Octets.of(octets(value)));
      case PROPERTY ->
          new BusValue.Properties(
              NativeObjects.readChain(Librbus.rbusValue_GetProperty(value), depth + 1));
      case OBJECT ->
          new BusValue.Nested(NativeObjects.read(Librbus.rbusValue_GetObject(value), depth + 1));
      case NONE -> new BusValue.None();
      default -> new BusValue.Whole(type, number(type, value));
    };
  }

  private static long number(BusType type, Pointer value) {
    return switch (type) {
      case CHAR -> Librbus.rbusValue_GetChar(value);
      case BYTE -> Librbus.rbusValue_GetByte(value) & 0xffL;
      case INT8 -> Librbus.rbusValue_GetInt8(value);
      case UINT8 -> Librbus.rbusValue_GetUInt8(value) & 0xffL;
      case INT16 -> Librbus.rbusValue_GetInt16(value);
      case UINT16 -> Librbus.rbusValue_GetUInt16(value) & 0xffffL;
      case INT32 -> Librbus.rbusValue_GetInt32(value);
      case UINT32 -> Librbus.rbusValue_GetUInt32(value) & 0xffff_ffffL;
      case INT64 -> Librbus.rbusValue_GetInt64(value);
      default -> Librbus.rbusValue_GetUInt64(value);
    };
  }

  private static BusValue text(Pointer value) {
    return BusValue.text(NativeText.read(Librbus.rbusValue_GetString(value, lengthRoom())));
  }

  private static byte[] octets(Pointer value) {
    Memory length = lengthRoom();
    Pointer data = Librbus.rbusValue_GetBytes(value, length);
    int count = length.getInt(0);
    return data == null || count <= 0 ? new byte[0] : data.getByteArray(0, count);
  }

  private static Memory lengthRoom() {
    Memory room = LENGTH.get();
    room.setInt(0, 0);
    return room;
  }

  private static BusValue dateTime(@Nullable Pointer blob) throws MalformedException {
    return blob == null
        ? new BusValue.None()
        : DateTimeBlob.read(blob.getByteArray(0, DateTimeBlob.LENGTH));
  }
}
