package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/** One connection of a stock plugin, in the framing of nanomsg's pipeline over TCP. */
final class StockConnection implements AutoCloseable {
  /** NUL, "SP", version 0, endpoint type PULL, two reserved octets. */
  private static final byte[] OURS = {0, 'S', 'P', 0, 0, 0x51, 0, 0};

  /** The same of PUSH, without the reserved octets. */
  private static final byte[] THEIRS = {0, 'S', 'P', 0, 0, 0x50};

  private static final long MOST_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final long deadline;
  private final ByteBuffer input = ByteBuffer.allocate(2 * (Long.BYTES + StockMessage.SIZE_64));
  private boolean greeted;
  private boolean broken;
  private long left = -1;
  private byte[] frame = {};
  private int filled;

  StockConnection(SocketChannel channel, long deadline) throws IOException {
    this.channel = channel;
    this.deadline = deadline;
    channel.write(ByteBuffer.wrap(OURS)); // a new connection has room for eight octets
  }

  boolean isOver(long now) {
    return now - deadline >= 0;
  }

  /** Whether it was closed for what came, not by the other side. */
  boolean isBroken() {
    return broken;
  }

  /** Takes what is there; false when the connection has to be closed. */
  boolean receive(Consumer<byte[]> messages) throws IOException {
    while (true) {
      int read = channel.read(input);
      input.flip();
      broken = !parse(messages);
      input.compact();
      if (broken || read < 0) {
        return false;
      }
      if (read == 0) {
        return true;
      }
    }
  }

  private boolean parse(Consumer<byte[]> messages) {
    if (!greeted) {
      if (input.remaining() < OURS.length) {
        return true;
      }
      byte[] header = new byte[OURS.length];
      input.get(header);
      greeted = Arrays.equals(header, 0, THEIRS.length, THEIRS, 0, THEIRS.length);
      if (!greeted) {
        return false;
      }
    }
    while (true) {
      if (left < 0) {
        if (input.remaining() < Long.BYTES) {
          return true;
        }
        left = input.getLong();
        if (left < 0 || left > MOST_BYTES) {
          return false;
        }
        // Of a message that is too long only one octet too many is kept, to be refused by it.
        frame = new byte[(int) Math.min(left, StockMessage.SIZE_64 + 1)];
        filled = 0;
      }
      int take = (int) Math.min(left, input.remaining());
      int keep = Math.min(take, frame.length - filled);
      input.get(frame, filled, keep);
      input.position(input.position() + take - keep);
      filled += keep;
      left -= take;
      if (left > 0) {
        return true;
      }
      left = -1;
      messages.accept(frame);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
