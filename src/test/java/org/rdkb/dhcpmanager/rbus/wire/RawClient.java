package org.rdkb.dhcpmanager.rbus.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A bare socket to a broker that sends and receives whole frames, or any octets at all. */
public final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SocketChannel channel;
  private final Selector selector;
  private final FrameAssembler assembler = new FrameAssembler();
  private final ByteBuffer input = ByteBuffer.allocate(1 << 16).limit(0);
  private final HeaderVariant variant;
  private int sequence;
  private boolean ended;

  public RawClient(BusAddress address, HeaderVariant variant) throws IOException {
    this.channel = SocketChannel.open(address.socketAddress());
    this.selector = Selector.open();
    this.variant = variant;
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** Sends octets; an error means that the broker has closed the connection. */
  public void send(ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }

  public void send(int flags, String topic, String replyTopic, ByteBuffer payload)
      throws IOException {
    send(Frame.of(variant, ++sequence, flags, topic, replyTopic, payload).octets());
  }

  /** Registers an inbox on route 1. */
  public void register(String inbox) throws IOException {
    send(0, ControlTopic.SUBSCRIBE, "", ControlJson.add(inbox, 1));
  }

  /** Sends a request to the broker and returns the answer. */
  public Frame ask(String topic, String inbox, ByteBuffer payload) throws IOException {
    send(Frame.REQUEST, topic, inbox, payload);
    return receive();
  }

  public Frame receive() throws IOException {
    Frame frame = poll(PATIENCE);
    if (frame == null) {
      throw new AssertionError(ended ? "the broker closed the connection" : "no frame came");
    }
    return frame;
  }

  /** The next frame; null if none comes in time or the connection ended. */
  public @Nullable Frame poll(Duration patience) throws IOException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Frame frame = input.hasRemaining() ? assembler.next(input) : null;
      long left = (until - System.nanoTime()) / 1_000_000;
      if (frame != null || ended || left <= 0) {
        return frame;
      }
      selector.select(left);
      selector.selectedKeys().clear();
      input.clear();
      try {
        ended = channel.read(input) < 0;
      } catch (IOException reset) {
        ended = true;
      }
      input.flip();
    }
  }

  /** Whether the broker closes the connection within some seconds. */
  public boolean isDropped() throws IOException {
    while (!ended && poll(PATIENCE) != null) {
      // Frames that were under way.
    }
    return ended;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
