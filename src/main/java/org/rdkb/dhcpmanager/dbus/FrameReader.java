package org.rdkb.dhcpmanager.dbus;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;

/**
 * Messages out of a stream of octets. The library's own reader takes whatever length a message
 * claims, up to 128 MiB, and ends where it does not understand one: here one that is larger than
 * {@link #LARGEST} is passed over, and so is what cannot be read.
 */
final class FrameReader {
  /** Octets of a request, header included. */
  static final int LARGEST = 1024 * 1024;

  private static final int LARGEST_HEADER = 64 * 1024;
  private static final int FIXED = 16;
  private static final int LENGTH_OF_BODY = 4;
  private static final int LENGTH_OF_FIELDS = 12;

  private final ReadableByteChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);

  FrameReader(ReadableByteChannel channel) {
    this.channel = channel;
    in.flip();
  }

  /**
   * What came.
   *
   * @param message without its body if that was too large
   * @param extent how much of it was taken
   */
  record Incoming(Message message, Extent extent) {}

  /** How much of a message was taken. */
  enum Extent {
    /** All of it. */
    WHOLE,
    /** It was too large. */
    HEADER_ONLY
  }

  /** A message that cannot be understood, or whose sender cannot be answered; the line goes on. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String reason) {
      super(reason);
    }
  }

  /**
   * The next message; waits for it.
   *
   * @throws UnreadableException if it was passed over
   * @throws IOException if the connection is no more
   */
  Incoming read() throws IOException, UnreadableException {
    byte[] fixed = take(FIXED);
    ByteBuffer start =
        ByteBuffer.wrap(fixed)
            .order(fixed[0] == 'B' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long body = Integer.toUnsignedLong(start.getInt(LENGTH_OF_BODY));
    long fields = (Integer.toUnsignedLong(start.getInt(LENGTH_OF_FIELDS)) + 7) / 8 * 8;
    if (fields > LARGEST_HEADER) {
      pass(fields + body);
      throw new UnreadableException("a header of " + fields + " octets");
    }
    byte[] header = new byte[8 + (int) fields]; // as the library has it: aligned to 8
    System.arraycopy(fixed, LENGTH_OF_FIELDS, header, 0, 4);
    System.arraycopy(take((int) fields), 0, header, 8, (int) fields);
    Extent extent = FIXED + fields + body > LARGEST ? Extent.HEADER_ONLY : Extent.WHOLE;
    byte[] content = extent == Extent.WHOLE ? take((int) body) : new byte[0];
    if (extent == Extent.HEADER_ONLY) {
      pass(body);
    }
    byte[] begin = new byte[LENGTH_OF_FIELDS];
    System.arraycopy(fixed, 0, begin, 0, begin.length);
    try {
      return new Incoming(
          MessageFactory.createMessage(fixed[1], begin, header, content, null), extent);
    } catch (DBusException | RuntimeException malformed) {
      throw new UnreadableException(String.valueOf(malformed.getMessage()));
    }
  }

  private byte[] take(int count) throws IOException {
    byte[] taken = new byte[count];
    int done = 0;
    while (done < count) {
      int now = Math.min(fill(), count - done);
      in.get(taken, done, now);
      done += now;
    }
    return taken;
  }

  private void pass(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int now = (int) Math.min(fill(), left);
      in.position(in.position() + now);
      left -= now;
    }
  }

  /** At least one octet; how many there are. */
  private int fill() throws IOException {
    while (!in.hasRemaining()) {
      in.clear();
      int count = channel.read(in);
      in.flip();
      if (count < 0) {
        throw new EOFException("the bus daemon closed the connection");
      }
    }
    return in.remaining();
  }
}
