package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/**
 * What one reader has not yet taken. Small frames are packed together, so that memory is about what
 * is counted; large payloads stay where they are. Broker thread only.
 */
final class Outbox {
  private static final int PACK = 4096;
  private static final int SMALL = 2048;

  /** Octets up to the position are written, those before {@code taken} are gone. */
  private static final class Chunk {
    final ByteBuffer octets;
    final @Nullable Parcel parcel;
    int taken;

    Chunk(ByteBuffer octets, @Nullable Parcel parcel) {
      this.octets = octets;
      this.parcel = parcel;
    }

    int left() {
      return octets.position() - taken;
    }

    boolean hasRoom(int more) {
      return parcel == null && octets.remaining() >= more;
    }
  }

  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(2);
  private final Held held;
  private int waiting;

  Outbox(Held held) {
    this.held = held;
  }

  int waiting() {
    return waiting;
  }

  boolean isEmpty() {
    return waiting == 0;
  }

  void append(Parcel parcel, HeaderVariant variant, int route) {
    Frame frame = parcel.frame();
    int length = frame.length(variant);
    int payloadLength = frame.payload().remaining();
    waiting += length;
    if (payloadLength <= SMALL) {
      ByteBuffer pack = pack(length);
      frame.relayHeader(variant, route, pack);
      pack.put(frame.payload());
      return;
    }
    frame.relayHeader(variant, route, pack(length - payloadLength));
    ByteBuffer payload = parcel.retain(held);
    chunks.add(new Chunk(payload.position(payload.limit()), parcel));
  }

  private ByteBuffer pack(int length) {
    Chunk last = chunks.peekLast();
    if (last == null || !last.hasRoom(length)) {
      last = new Chunk(ByteBuffer.allocate(PACK), null);
      held.add(PACK);
      chunks.add(last);
    }
    return last.octets;
  }

  /** Writes what the socket takes, and adds that to {@code counts}; true if nothing is left. */
  boolean drain(SocketChannel channel, ByteBuffer scratch, Counts counts) throws IOException {
    while (waiting > 0) {
      // Through a direct buffer of our own, or the JDK keeps one as large as the largest frame.
      scratch.clear();
      for (Chunk chunk : chunks) {
        int octets = Math.min(chunk.left(), scratch.remaining());
        scratch.put(chunk.octets.duplicate().limit(chunk.taken + octets).position(chunk.taken));
        if (!scratch.hasRemaining()) {
          break;
        }
      }
      scratch.flip();
      int written = channel.write(scratch);
      counts.add(BrokerCount.OCTETS_OUT, written);
      taken(written);
      if (scratch.hasRemaining()) {
        return false;
      }
    }
    return true;
  }

  /** The reader has these many octets of what was appended first. */
  void taken(int octets) {
    waiting -= octets;
    int rest = octets;
    while (rest > 0) {
      Chunk first = chunks.element();
      int some = Math.min(rest, first.left());
      first.taken += some;
      rest -= some;
      if (first.left() == 0) {
        drop(chunks.remove());
      }
    }
  }

  void clear() {
    chunks.forEach(this::drop);
    chunks.clear();
    waiting = 0;
  }

  private void drop(Chunk chunk) {
    if (chunk.parcel == null) {
      held.add(-PACK);
    } else {
      chunk.parcel.release(held);
    }
  }
}
