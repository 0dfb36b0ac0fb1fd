package org.rdkb.dhcpmanager.dbus;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.dbus.FrameReader.Extent;
import org.rdkb.dhcpmanager.dbus.FrameReader.Incoming;
import org.rdkb.dhcpmanager.dbus.FrameReader.UnreadableException;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;

/** Octets of a bus daemon that means ill, or passes on what a peer sent it. */
class FrameReaderTest {
  private static final MessageFactory MESSAGES = new MessageFactory((byte) 'l');

  private static final Desk DESK = new Desk(new ProbeProvider());

  private static byte[] call(String... paths) throws DBusException {
    return Line.octets(
        MESSAGES.createMethodCall(
            ":1.7", "org.x", "/x", "org.x.Y", "Get", (byte) 0, "as", (Object) paths));
  }

  private static FrameReader reader(InputStream octets) {
    return new FrameReader(Channels.newChannel(octets));
  }

  private static FrameReader reader(byte[] octets) {
    return reader(new ByteArrayInputStream(octets));
  }

  @Test
  void oneAfterAnother_whole() throws Exception {
    byte[] first = call("Device.");
    ByteBuffer both = ByteBuffer.allocate(2 * first.length).put(first).put(first);
    FrameReader reader = reader(both.array());
    for (int i = 0; i < 2; i++) {
      Incoming came = reader.read();
      assertEquals(Extent.WHOLE, came.extent());
      assertEquals(":1.7", came.message().getSource());
      assertEquals(1, came.message().getParameters().length);
    }
    assertThrows(EOFException.class, reader::read);
  }

  /** 128 MiB are claimed and come; no more than 64 KiB of them are held. */
  @Test
  void bodyOfMostThatTheProtocolHas_isPassedOver_andItsSenderKnown() throws Exception {
    byte[] large = call();
    int claimed = 128 * 1024 * 1024;
    int body = ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN).putInt(4, claimed);
    InputStream rest =
        new SequenceInputStream(
            new Zeros(claimed - body), new ByteArrayInputStream(call("Device.")));
    FrameReader reader = reader(new SequenceInputStream(new ByteArrayInputStream(large), rest));
    Incoming passed = reader.read();
    assertEquals(Extent.HEADER_ONLY, passed.extent());
    assertEquals(":1.7", passed.message().getSource());
    assertEquals(Extent.WHOLE, reader.read().extent());
  }

  @Test
  void headerTooLarge_isPassedOver() throws Exception {
    byte[] fixed = new byte[16];
    System.arraycopy(call(), 0, fixed, 0, 12);
    int claimed = 64 * 1024 * 1024;
    ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 0).putInt(12, claimed);
    InputStream rest =
        new SequenceInputStream(new Zeros(claimed), new ByteArrayInputStream(call("Device.")));
    FrameReader reader = reader(new SequenceInputStream(new ByteArrayInputStream(fixed), rest));
    assertThrows(UnreadableException.class, reader::read);
    assertEquals(Extent.WHOLE, reader.read().extent());
  }

  /** Whatever the octets, the next message is found, or the end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOctets_endInAMessageOrARefusal(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good = call("Device.DHCPv4.", "Device.DHCPv6.");
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
      FrameReader reader = reader(new ByteArrayInputStream(bad, 0, length));
      assertDoesNotThrow(() -> answered(reader), () -> HexFormat.of().formatHex(bad));
    }
  }

  /** As a session does: what comes is answered, what cannot be read is passed over. */
  private static void answered(FrameReader reader) throws DBusException {
    try {
      if (reader.read().message() instanceof MethodCall call && call.getSource() != null) {
        DESK.answer(call, MESSAGES);
      }
    } catch (UnreadableException | IOException expected) {
      // The line goes on, or has ended.
    }
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      int now = (int) Math.min(left, most);
      left -= now;
      java.util.Arrays.fill(into, from, from + now, (byte) 0);
      return now == 0 && most > 0 ? -1 : now;
    }
  }
}
