package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * Date and time as a C structure of 48 octets, little-endian.
 *
 * <p>Padding and the daylight-saving field are uninitialised memory in some senders: written as
 * zeros, never read.
 */
public final class DateTimeBlob {
  /** Octets of the structure. */
  public static final int LENGTH = 48;

  private static final int FIELDS = 11;
  private static final int IS_DST = 8;

  private DateTimeBlob() {}

  /**
   * The structure of a time.
   *
   * @param value an unknown time is all zeros
   * @return {@link #LENGTH} octets
   */
  public static byte[] write(BusValue.DateTime value) {
    ByteBuffer out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    if (value.value().isEmpty()) {
      return out.array();
    }
    OffsetDateTime time = value.value().get();
    int zone = time.getOffset().getTotalSeconds();
    int zoneMinutes = Math.abs(zone) / 60;
    out.putInt(time.getSecond())
        .putInt(time.getMinute())
        .putInt(time.getHour())
        .putInt(time.getDayOfMonth())
        .putInt(time.getMonthValue() - 1)
        .putInt(time.getYear() - 1900)
        .putInt(time.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : time.getDayOfWeek().getValue())
        .putInt(time.getDayOfYear() - 1)
        .putInt(0)
        .putInt(zoneMinutes / 60)
        .putInt(zoneMinutes % 60)
        .put((byte) (zone < 0 ? 1 : 0));
    return out.array();
  }

  /**
   * The time of a structure.
   *
   * @param blob {@link #LENGTH} octets
   * @return all zeros: the unknown time
   * @throws MalformedException if it is no time
   */
  public static BusValue read(byte[] blob) throws MalformedException {
    if (blob.length != LENGTH) {
      throw new MalformedException("date of " + blob.length + " octets");
    }
    ByteBuffer in = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
    int[] field = new int[FIELDS];
    boolean unknown = true;
    for (int i = 0; i < FIELDS; i++) {
      field[i] = in.getInt();
      unknown &= field[i] == 0 || i == IS_DST;
    }
    if (unknown) {
      return new BusValue.DateTime(Optional.empty());
    }
    int sign = in.get() == 1 ? -1 : 1;
    try {
      ZoneOffset zone = ZoneOffset.ofHoursMinutes(sign * field[9], sign * field[10]);
      // C counts a leap second as second 60.
      int second = field[0] == 60 ? 59 : field[0];
      return new BusValue.DateTime(
          Optional.of(
              OffsetDateTime.of(
                  Math.addExact(field[5], 1900),
                  Math.addExact(field[4], 1),
                  field[3],
                  field[2],
                  field[1],
                  second,
                  0,
                  zone)));
    } catch (DateTimeException | ArithmeticException impossible) {
      throw new MalformedException("impossible date");
    }
  }
}
