package org.rdkb.dhcpmanager.bus;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusValue.Bool;
import org.rdkb.dhcpmanager.bus.BusValue.Bytes;
import org.rdkb.dhcpmanager.bus.BusValue.DateTime;
import org.rdkb.dhcpmanager.bus.BusValue.Text;
import org.rdkb.dhcpmanager.bus.BusValue.Whole;
import org.rdkb.dhcpmanager.tr181.BaseType;
import org.rdkb.dhcpmanager.tr181.Value;

/**
 * Values of the data model on the bus. Stock consumers know boolean, int32, uint32 and dateTime;
 * everything else, 64-bit counters included, is text.
 */
final class Values {
  /** Years up to this one stand for an unknown time (TR-106), which rbus writes as zeros. */
  private static final int UNKNOWN_YEAR = 1;

  private Values() {}

  static BusValue shown(Value value) {
    return switch (value.type()) {
      case BOOLEAN -> new Bool(value.text().equals("true"));
      case INT -> new Whole(BusType.INT32, Long.parseLong(value.text()));
      case UNSIGNED_INT -> new Whole(BusType.UINT32, Long.parseLong(value.text()));
      case DATE_TIME -> dateTime(OffsetDateTime.parse(value.text()));
      case UNSIGNED_LONG, STRING, HEX_BINARY -> new Text(value.text());
    };
  }

  private static BusValue dateTime(OffsetDateTime at) {
    return new DateTime(Optional.of(at).filter(known -> known.getYear() > UNKNOWN_YEAR));
  }

  /** What a consumer sent, with the type that it sent; whether it suits is the model's decision. */
  static Value given(BusValue value) {
    if (value instanceof Bool bool) {
      return Value.of(bool.value());
    }
    if (value instanceof Whole whole) {
      boolean unsigned = whole.type() == BusType.UINT64;
      return new Value(
          BaseType.INT,
          unsigned ? Long.toUnsignedString(whole.value()) : Long.toString(whole.value()));
    }
    if (value instanceof Bytes bytes) {
      return new Value(BaseType.HEX_BINARY, bytes.value().toHex());
    }
    if (value instanceof DateTime dateTime) {
      return new Value(
          BaseType.DATE_TIME, dateTime.value().map(OffsetDateTime::toString).orElse(""));
    }
    return value instanceof Text text ? Value.text(text.value()) : NOTHING_SUITABLE;
  }

  /** Stands for types that no parameter takes: as a date and time it is refused everywhere. */
  private static final Value NOTHING_SUITABLE = new Value(BaseType.DATE_TIME, "");
}
