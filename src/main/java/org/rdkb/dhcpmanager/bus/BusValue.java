package org.rdkb.dhcpmanager.bus;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.option.Octets;

/** One typed value of RBUS, immutable. */
public sealed interface BusValue {

  /**
   * The type that goes on the wire.
   *
   * @return never null
   */
  BusType type();

  /**
   * A truth value.
   *
   * @param value true or false
   */
  record Bool(boolean value) implements BusValue {
    @Override
    public BusType type() {
      return BusType.BOOLEAN;
    }
  }

  /**
   * A whole number of any width.
   *
   * @param type {@link BusType#CHAR} … {@link BusType#UINT64}
   * @param value the number; {@link BusType#UINT64} above 2^63−1 is held as its two's complement
   */
  record Whole(BusType type, long value) implements BusValue {
    private static final Set<BusType> TYPES = EnumSet.range(BusType.CHAR, BusType.UINT64);

    /** Checks that the type is one of the whole-number types. */
    public Whole {
      if (!TYPES.contains(type)) {
        throw new IllegalArgumentException(type + " is no whole-number type");
      }
    }
  }

  /**
   * A floating-point number.
   *
   * @param type {@link BusType#SINGLE} or {@link BusType#DOUBLE}
   * @param value the number
   */
  record Real(BusType type, double value) implements BusValue {
    /** Checks that the type is one of the floating-point types. */
    public Real {
      if (type != BusType.SINGLE && type != BusType.DOUBLE) {
        throw new IllegalArgumentException(type + " is no floating-point type");
      }
    }
  }

  /**
   * A date and time.
   *
   * @param value absent: unknown time, all fields zero on the wire
   */
  record DateTime(Optional<OffsetDateTime> value) implements BusValue {
    @Override
    public BusType type() {
      return BusType.DATETIME;
    }
  }

  /**
   * A text.
   *
   * @param value the text, without the terminating NUL of the wire
   */
  record Text(String value) implements BusValue {
    @Override
    public BusType type() {
      return BusType.STRING;
    }
  }

  /**
   * Octets.
   *
   * @param value the octets
   */
  record Bytes(Octets value) implements BusValue {
    @Override
    public BusType type() {
      return BusType.BYTES;
    }
  }

  /**
   * A list of properties as a value.
   *
   * @param properties in order
   */
  record Properties(List<BusProperty> properties) implements BusValue {
    /** Takes a copy of the list. */
    public Properties {
      properties = List.copyOf(properties);
    }

    @Override
    public BusType type() {
      return BusType.PROPERTY;
    }
  }

  /**
   * An object as a value.
   *
   * @param object the object
   */
  record Nested(BusObject object) implements BusValue {
    @Override
    public BusType type() {
      return BusType.OBJECT;
    }
  }

  /** No value. */
  record None() implements BusValue {
    @Override
    public BusType type() {
      return BusType.NONE;
    }
  }

  /**
   * A text value.
   *
   * @param value the text
   * @return the value
   */
  static BusValue text(String value) {
    return new Text(value);
  }

  /**
   * An unsigned 32-bit value.
   *
   * @param value 0…2^32−1
   * @return the value
   */
  static BusValue uint32(long value) {
    return new Whole(BusType.UINT32, value);
  }

  /**
   * A signed 32-bit value.
   *
   * @param value the number
   * @return the value
   */
  static BusValue int32(int value) {
    return new Whole(BusType.INT32, value);
  }

  /**
   * A truth value.
   *
   * @param value true or false
   * @return the value
   */
  static BusValue bool(boolean value) {
    return new Bool(value);
  }
}
