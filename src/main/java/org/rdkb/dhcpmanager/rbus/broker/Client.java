package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.FrameAssembler;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/**
 * One connection: what it has sent so far, and what it has not yet taken. Broker thread only.
 *
 * <p>The queue is bounded by octets. Whoever does not read in time is dropped; the bus goes on.
 */
final class Client extends Subscriber {
  /** A frame always fits an empty queue; beyond this many waiting octets nothing more does. */
  static final int MOST_WAITING = 4 << 20;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer scratch;
  private final Queue<Client> doomed;
  private final String name;
  private final FrameAssembler assembler = new FrameAssembler();
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private int waitingOctets;
  private HeaderVariant variant = HeaderVariant.ROUND_TRIP;
  private boolean variantKnown;
  private @Nullable String doom;

  Client(
      String name,
      SocketChannel channel,
      SelectionKey key,
      ByteBuffer scratch,
      Queue<Client> doomed) {
    this.name = name;
    this.channel = channel;
    this.key = key;
    this.scratch = scratch;
    this.doomed = doomed;
  }

  @Override
  HeaderVariant variant() {
    return variant;
  }

  @Override
  String name() {
    return inbox.isEmpty() ? name : inbox;
  }

  /** Reads what is there and hands complete frames on; false at the end of the stream. */
  boolean read(ByteBuffer buffer, Switchboard switchboard) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      return false;
    }
    buffer.flip();
    Frame frame;
    while (doom == null && (frame = assembler.next(buffer)) != null) {
      if (!variantKnown) {
        variantKnown = true;
        variant = frame.variant();
      }
      switchboard.received(this, frame);
    }
    return true;
  }

  @Override
  void send(ByteBuffer frame) {
    if (doom != null) {
      return;
    }
    if (!waiting.isEmpty() && waitingOctets + frame.remaining() > MOST_WAITING) {
      doom("does not read: " + waitingOctets + " octets wait");
      return;
    }
    waiting.add(frame);
    waitingOctets += frame.remaining();
    if (waiting.size() == 1) {
      write();
    }
  }

  /** Writes what the socket takes; the selector calls again when it takes more. */
  void write() {
    try {
      while (!waiting.isEmpty() && writeSome(waiting.element())) {
        waiting.remove();
      }
      key.interestOps(
          waiting.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } catch (IOException broken) {
      doom("write failed: " + broken.getMessage());
    }
  }

  private boolean writeSome(ByteBuffer frame) throws IOException {
    while (frame.hasRemaining()) {
      // Through a direct buffer of our own, or the JDK keeps one as large as the largest frame.
      int slice = Math.min(frame.remaining(), scratch.capacity());
      scratch.clear().put(frame.slice(frame.position(), slice)).flip();
      int written = channel.write(scratch);
      frame.position(frame.position() + written);
      waitingOctets -= written;
      if (written < slice) {
        return false;
      }
    }
    return true;
  }

  private void doom(String reason) {
    doom = reason;
    doomed.add(this);
  }

  /** Why it has to go; null while it may stay. */
  @Nullable String doomReason() {
    return doom;
  }

  void close() {
    waiting.clear();
    key.cancel();
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      // Nothing is owed to it any more.
    }
  }
}
