package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;

/**
 * A running broker. One thread named {@code broker} owns all clients; it blocks in its selector and
 * nowhere else.
 */
public final class Broker implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Broker.class);
  private static final int BUFFER = 64 << 10;
  private static final int MOST_CLIENTS = 1024;
  private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  private final BusAddress address;
  private final Listener listener;
  private final Selector selector;
  private final SelectionKey acceptKey;
  private final Thread thread;
  private final LogThrottle throttle = new LogThrottle();
  private final Switchboard switchboard = new Switchboard();
  private final Set<Client> clients = new LinkedHashSet<>();
  private final Queue<Client> doomed = new ArrayDeque<>();
  private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);
  private long clientsEver;
  private volatile boolean closing;

  private Broker(BusAddress address, Listener listener, Selector selector) throws IOException {
    this.address = address;
    this.listener = listener;
    this.selector = selector;
    listener.channel().configureBlocking(false);
    this.acceptKey = listener.channel().register(selector, SelectionKey.OP_ACCEPT);
    this.thread = new Thread(this::run, "broker");
    thread.setDaemon(true);
  }

  /**
   * Listens and serves until closed. A socket file that nobody listens on is taken over.
   *
   * @param address where to listen
   * @return the running broker
   * @throws IOException saying why it cannot listen there, for one that a broker is alive there
   */
  public static Broker open(BusAddress address) throws IOException {
    Listener listener = Listener.open(address);
    Broker broker;
    try {
      broker = new Broker(address, listener, Selector.open());
    } catch (IOException failed) {
      listener.close();
      throw failed;
    }
    broker.thread.start();
    log.info("BUS-BROKER-OPEN address={}", address);
    return broker;
  }

  private void run() {
    try {
      while (!closing) {
        selector.select(this::ready, timeout());
        resumeAccepting();
        dropDoomed();
      }
    } catch (IOException | RuntimeException broken) {
      log.error("BUS-BROKER-FAILED address={}", address, broken);
    } finally {
      release();
    }
  }

  private long timeout() {
    return isAccepting() ? 0 : ACCEPT_PAUSE.toMillis();
  }

  private boolean isAccepting() {
    return acceptKey.interestOps() != 0;
  }

  private void resumeAccepting() {
    if (!isAccepting() && clients.size() < MOST_CLIENTS) {
      acceptKey.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  private void ready(SelectionKey key) {
    if (key == acceptKey) {
      accept();
    } else if (key.attachment() instanceof Client client) {
      serve(key, client);
    }
  }

  private void accept() {
    try {
      SocketChannel channel = listener.channel().accept();
      if (channel == null) {
        return;
      }
      channel.configureBlocking(false);
      if (address instanceof BusAddress.Tcp) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Client client = new Client("client-" + ++clientsEver, channel, key, output, doomed);
      key.attach(client);
      clients.add(client);
      if (clients.size() == MOST_CLIENTS) {
        log.warn("BUS-FULL clients={}", clients.size());
        acceptKey.interestOps(0);
      }
    } catch (IOException failed) {
      // Most likely no descriptor is left; without a pause the selector would spin.
      log.error("BUS-ACCEPT-FAILED reason={}", failed.getMessage());
      acceptKey.interestOps(0);
    }
  }

  private void serve(SelectionKey key, Client client) {
    try {
      if (key.isValid() && key.isWritable()) {
        client.write();
      }
      if (key.isValid() && key.isReadable() && !client.read(input, switchboard)) {
        drop(client, null);
      }
    } catch (IOException refused) {
      drop(client, refused.getMessage());
    } catch (RuntimeException bug) {
      log.error("BUS-CLIENT-FAILED client={}", client.name(), bug);
      drop(client, "internal failure");
    }
  }

  private void dropDoomed() {
    for (Client client = doomed.poll(); client != null; client = doomed.poll()) {
      drop(client, client.doomReason());
    }
  }

  private void drop(Client client, @Nullable String reason) {
    if (!clients.remove(client)) {
      return;
    }
    if (reason != null && throttle.admits()) {
      log.warn("BUS-DROPPED client={} reason={} count={}", client.name(), reason, throttle.count());
    }
    client.close();
    switchboard.gone(client);
  }

  private void release() {
    for (Client client : List.copyOf(clients)) {
      client.close();
    }
    clients.clear();
    try (selector) {
      listener.close();
    } catch (IOException failed) {
      log.warn("BUS-BROKER-CLOSE address={} reason={}", address, failed.getMessage());
    }
    log.info("BUS-BROKER-CLOSED address={}", address);
  }

  /**
   * Where it listens.
   *
   * @return as given to {@link #open}
   */
  public BusAddress address() {
    return address;
  }

  /** Drops all clients, stops listening and removes the socket file; waits at most 2 s. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.error("BUS-BROKER-STUCK address={}", address);
    }
  }
}
