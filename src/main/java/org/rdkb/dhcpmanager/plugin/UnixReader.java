package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The thread {@code monitor-unix}: reads connections side by side, none for long, and passes on
 * what each brought. Understands nothing of it.
 */
final class UnixReader implements Runnable {
  private static final Logger log = LogManager.getLogger(UnixReader.class);

  /** A plugin writes at once; who takes longer is cut off. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ZContext context;
  private final String endpoint;
  private final ServerSocketChannel server;
  private final Selector selector;
  private final Thread thread;
  private final List<Connection> connections = new ArrayList<>();
  private volatile boolean stopping;

  private UnixReader(
      ZContext context, String endpoint, ServerSocketChannel server, Selector selector) {
    this.context = context;
    this.endpoint = endpoint;
    this.server = server;
    this.selector = selector;
    this.thread = new Thread(this, "monitor-unix");
    this.thread.setDaemon(true);
  }

  private record Connection(SocketChannel channel, ByteBuffer buffer, long since) {}

  static UnixReader start(ZContext context, String endpoint, ServerSocketChannel server)
      throws IOException {
    Selector selector = Selector.open();
    server.register(selector, SelectionKey.OP_ACCEPT);
    UnixReader reader = new UnixReader(context, endpoint, server, selector);
    reader.thread.start();
    return reader;
  }

  @Override
  public void run() {
    try (selector;
        server;
        ZMQ.Socket onward = context.createSocket(SocketType.PUSH)) {
      onward.setLinger(0);
      onward.setSndHWM(UnixIntake.MOST_CONNECTIONS);
      onward.connect(endpoint);
      while (!stopping) {
        selector.select(PATIENCE.toMillis());
        selector.selectedKeys().clear();
        for (Connection connection : connections) { // in the order of their arrival
          read(connection, onward);
        }
        connections.removeIf(connection -> !connection.channel().isOpen());
        accept();
      }
      closeConnections();
    } catch (IOException | RuntimeException lost) {
      log.error("MONITOR-UNIX-LOST messages now come by the spool only", lost);
    }
  }

  private void accept() throws IOException {
    // Beyond the bound they wait in the kernel's queue, which is bounded as well.
    while (connections.size() < UnixIntake.MOST_CONNECTIONS) {
      @Nullable SocketChannel arrived = server.accept();
      if (arrived == null) {
        return;
      }
      arrived.configureBlocking(false);
      arrived.register(selector, SelectionKey.OP_READ);
      connections.add(
          new Connection(arrived, ByteBuffer.allocate(UnixIntake.MOST_BYTES), System.nanoTime()));
    }
  }

  private static void read(Connection connection, ZMQ.Socket onward) throws IOException {
    SocketChannel channel = connection.channel();
    ByteBuffer buffer = connection.buffer();
    boolean ended;
    try {
      int read;
      do {
        read = channel.read(buffer);
      } while (read > 0 && buffer.hasRemaining());
      ended = read < 0 || !buffer.hasRemaining();
    } catch (IOException reset) {
      ended = true; // what came before is passed on
    }
    boolean tooSlow = System.nanoTime() - connection.since() > PATIENCE.toNanos();
    if (!ended && !tooSlow && !UnixIntake.isWhole(buffer)) {
      return;
    }
    channel.close();
    if (buffer.position() > 0) { // else somebody only looked whether we live
      byte[] bytes = new byte[buffer.position()];
      buffer.flip();
      buffer.get(bytes);
      onward.send(bytes, ZMQ.DONTWAIT); // no room: the spool has it
    }
  }

  private void closeConnections() throws IOException {
    for (Connection connection : connections) {
      connection.channel().close();
    }
  }

  /** Ends the thread and waits for it, for a bounded time. */
  void close() {
    stopping = true;
    selector.wakeup();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.error("THREAD-NOT-STOPPED name={} bound={}", thread.getName(), PATIENCE);
    }
  }
}
