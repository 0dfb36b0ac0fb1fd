package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.FrameAssembler;

/** One connection to a broker or a consumer: any thread sends, one thread receives. */
final class Link implements AutoCloseable {
  /** A peer that takes nothing for so long is as good as gone. */
  static final Duration STALLED_AFTER = Duration.ofSeconds(5);

  private static final int BUFFER = 64 << 10;
  private static final long CONNECT_WITHIN_MILLIS = 2_000;

  private final SocketChannel channel;
  private final FrameAssembler assembler = new FrameAssembler();
  private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);
  private final ReentrantLock sending = new ReentrantLock();
  private volatile long sendingSince;

  /** A connection that is open already. */
  Link(SocketChannel channel) {
    this.channel = channel;
  }

  static Link connect(BusAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(address.family());
    try {
      if (address instanceof BusAddress.Tcp) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().connect(address.socketAddress(), Math.toIntExact(CONNECT_WITHIN_MILLIS));
      } else {
        // Blocking, a full backlog would hold us up without a bound.
        channel.configureBlocking(false);
        if (!channel.connect(address.socketAddress())) {
          throw new IOException("the broker accepts no connection");
        }
        channel.configureBlocking(true);
      }
      return new Link(channel);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      if (failed instanceof RuntimeException unusable) {
        throw new IOException("cannot resolve " + address, unusable);
      }
      throw failed;
    }
  }

  /** Sends a whole frame. */
  void send(ByteBuffer octets) throws IOException {
    try {
      if (!sending.tryLock(STALLED_AFTER.toNanos(), TimeUnit.NANOSECONDS)) {
        close();
        throw new IOException("the other side takes no messages");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    try {
      sendingSince = Math.max(1, System.nanoTime());
      while (octets.hasRemaining()) {
        int slice = Math.min(octets.remaining(), output.capacity());
        output.clear().put(octets.slice(octets.position(), slice)).flip();
        octets.position(octets.position() + slice);
        while (output.hasRemaining()) {
          channel.write(output);
        }
      }
    } finally {
      sendingSince = 0;
      sending.unlock();
    }
  }

  /** Closes the connection if a send has hung for too long, which frees the sender. */
  void closeIfStalled(long nowNanos) {
    long since = sendingSince;
    if (since != 0 && nowNanos - since > STALLED_AFTER.toNanos()) {
      close();
    }
  }

  /** The next frame; null at the end of the stream. */
  @Nullable Frame receive() throws IOException {
    while (true) {
      if (input.hasRemaining()) {
        Frame frame = assembler.next(input);
        if (frame != null) {
          return frame;
        }
      }
      input.clear();
      int octets = channel.read(input);
      input.flip();
      if (octets < 0) {
        return null;
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      // It is gone, which is what was wanted.
    }
  }
}
