package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Values of CCSP components: type codes 0…11, always as text. Accepted in sets, never written. */
final class LegacyValue {
  static final int LAST = 11;

  private LegacyValue() {}

  static BusValue read(int code, String text) throws MalformedException {
    try {
      return switch (code) {
        case 0 -> new BusValue.Text(text);
        case 1 -> new BusValue.Whole(BusType.INT32, Integer.parseInt(text));
        case 2 -> new BusValue.Whole(BusType.UINT32, Integer.parseUnsignedInt(text) & 0xffff_ffffL);
        case 3 -> new BusValue.Bool(truth(text));
        case 4 -> new BusValue.DateTime(Optional.of(OffsetDateTime.parse(text)));
        case 5 -> new BusValue.Bytes(Octets.of(text.getBytes(StandardCharsets.UTF_8)));
        case 6 -> new BusValue.Whole(BusType.INT64, Long.parseLong(text));
        case 7 -> new BusValue.Whole(BusType.UINT64, Long.parseUnsignedLong(text));
        case 8 -> new BusValue.Real(BusType.SINGLE, Float.parseFloat(text));
        case 9 -> new BusValue.Real(BusType.DOUBLE, Double.parseDouble(text));
        case 10 -> new BusValue.Whole(BusType.BYTE, octet(text));
        default -> new BusValue.None();
      };
    } catch (NumberFormatException | DateTimeException unreadable) {
      throw new MalformedException("text is no value of legacy type " + code);
    }
  }

  private static boolean truth(String text) throws MalformedException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new MalformedException("text is no truth value");
    };
  }

  private static long octet(String text) throws MalformedException {
    int value = Integer.parseInt(text);
    if (value < 0 || value > 255) {
      throw new MalformedException("text is no octet");
    }
    return value;
  }
}
