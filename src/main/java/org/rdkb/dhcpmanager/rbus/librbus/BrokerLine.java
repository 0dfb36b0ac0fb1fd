package org.rdkb.dhcpmanager.rbus.librbus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * A connection of our own to the broker, over which nothing is ever said: its end tells at once
 * that the broker is gone, which librbus tells nobody. One thread; only {@link #wake} may come from
 * another.
 */
final class BrokerLine implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofMillis(500);

  private final BusAddress address;
  private final Selector selector;
  private final ByteBuffer unread = ByteBuffer.allocate(512);
  private @Nullable SocketChannel channel;
  private boolean wasEverUp;

  BrokerLine(BusAddress address) throws IOException {
    this.address = address;
    this.selector = Selector.open();
  }

  boolean isUp() {
    return channel != null;
  }

  /** False while the address may be one that only the library understands. */
  boolean wasEverUp() {
    return wasEverUp;
  }

  /** Connects anew; waits at most half a second, and for a local socket not at all. */
  boolean connect() {
    hangUp();
    SocketChannel fresh = null;
    try {
      fresh = SocketChannel.open(address.family());
      fresh.configureBlocking(false);
      boolean connected = fresh.connect(address.socketAddress());
      if (!connected) {
        SelectionKey key = fresh.register(selector, SelectionKey.OP_CONNECT);
        selector.select(CONNECT_WITHIN.toMillis());
        selector.selectedKeys().clear();
        connected = fresh.finishConnect();
        key.interestOps(0);
      }
      if (connected) {
        fresh.register(selector, SelectionKey.OP_READ);
        channel = fresh;
        wasEverUp = true;
        return true;
      }
    } catch (IOException | RuntimeException refused) {
      // No broker, or none that takes us: the caller asks again.
    }
    close(fresh);
    return false;
  }

  /** Waits for the end of the connection, or for a wake-up, or in vain; true if it ended. */
  boolean awaitEnd(Duration patience) throws IOException {
    selector.select(Math.max(1, patience.toMillis()));
    selector.selectedKeys().clear();
    SocketChannel open = channel;
    if (open == null) {
      return false;
    }
    try {
      unread.clear();
      if (open.read(unread) >= 0) {
        return false;
      }
    } catch (IOException broken) {
      // The end, less politely.
    }
    hangUp();
    return true;
  }

  void wake() {
    selector.wakeup();
  }

  private void hangUp() {
    close(channel);
    channel = null;
  }

  private static void close(@Nullable SocketChannel open) {
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyGone) {
        // Its descriptor is free in every case.
      }
    }
  }

  @Override
  public void close() {
    hangUp();
    try {
      selector.close();
    } catch (IOException nothingToDo) {
      // Nobody uses it any more.
    }
  }
}
