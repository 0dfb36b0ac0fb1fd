package org.rdkb.dhcpmanager.dbus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.freedesktop.dbus.connections.BusAddress;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;

/**
 * One authenticated connection to a bus daemon. Read by one thread, written by another; closed by
 * any. The library connects, says who we are, and makes the messages.
 */
final class Line implements Closeable {
  private final AbstractTransport transport;
  private final SocketChannel channel;
  private final FrameReader frames;

  private Line(AbstractTransport transport, SocketChannel channel) {
    this.transport = transport;
    this.channel = channel;
    this.frames = new FrameReader(channel);
  }

  /** Connects; blocks as long as the daemon takes, unless interrupted. */
  static Line connect(DbusAddress address) throws IOException {
    try {
      AbstractTransport transport =
          TransportBuilder.create(BusAddress.of(address.toString()))
              .configure()
              .withAutoConnect(false)
              .back()
              .build();
      return new Line(transport, transport.connect());
    } catch (DBusException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /** Makes messages for this line. */
  MessageFactory messages() {
    return transport.getMessageFactory();
  }

  /** The next message; see {@link FrameReader#read}. */
  FrameReader.Incoming read() throws IOException, FrameReader.UnreadableException {
    return frames.read();
  }

  /** Writes all of it; blocks while the daemon takes nothing. */
  void write(byte[] message) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(message);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** A message as octets, in one piece. */
  static byte[] octets(Message message) {
    int length = 0;
    for (byte[] part : message.getWireData()) {
      length += part == null ? 0 : part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : message.getWireData()) {
      if (part != null) {
        all.put(part);
      }
    }
    return all.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    transport.close();
  }
}
