package org.rdkb.dhcpmanager.bus.view;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Words that people write, as values of the type that the parameter has now. */
public final class Typed {
  private Typed() {}

  /**
   * The word in the type of the present value. A word that does not fit stays text: the provider
   * then refuses it and gives the reason.
   *
   * @param present what the parameter has now
   * @param word what it is to be
   * @return of the same type, or text
   */
  public static BusValue like(BusValue present, String word) {
    Optional<BusValue> typed = Optional.empty();
    if (present instanceof BusValue.Bool) {
      typed = bool(word);
    } else if (present instanceof BusValue.Whole v) {
      typed = whole(v.type(), word);
    } else if (present instanceof BusValue.Real v) {
      typed = real(v.type(), word);
    } else if (present instanceof BusValue.DateTime) {
      typed = dateTime(word);
    } else if (present instanceof BusValue.Bytes) {
      typed = Octets.parseHex(word).map(BusValue.Bytes::new);
    }
    return typed.orElseGet(() -> BusValue.text(word));
  }

  private static Optional<BusValue> bool(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(BusValue.bool(true));
      case "false", "0" -> Optional.of(BusValue.bool(false));
      default -> Optional.empty();
    };
  }

  private static Optional<BusValue> whole(BusType type, String word) {
    try {
      long value = type == BusType.UINT64 ? Long.parseUnsignedLong(word) : Long.parseLong(word);
      return fits(type, value) ? Optional.of(new BusValue.Whole(type, value)) : Optional.empty();
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private static boolean fits(BusType type, long value) {
    return switch (type) {
      case CHAR, INT8 -> value == (byte) value;
      case BYTE, UINT8 -> value >= 0 && value <= 0xff;
      case INT16 -> value == (short) value;
      case UINT16 -> value >= 0 && value <= 0xffff;
      case INT32 -> value == (int) value;
      case UINT32 -> value >= 0 && value <= 0xffff_ffffL;
      default -> true;
    };
  }

  private static Optional<BusValue> real(BusType type, String word) {
    try {
      return Optional.of(new BusValue.Real(type, Double.parseDouble(word)));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private static Optional<BusValue> dateTime(String word) {
    try {
      return Optional.of(new BusValue.DateTime(Optional.of(OffsetDateTime.parse(word))));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
