package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * A running broker. One thread named {@code broker} owns all clients; it blocks in its selector and
 * nowhere else.
 */
public final class Broker implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Broker.class);
  private static final int BUFFER = 64 << 10;
  private static final int ACCEPT_AT_ONCE = 16;
  private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);
  private static final Duration PACING_CHECK = Duration.ofMillis(50);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  private final List<BusAddress> addresses;
  private final List<Listener> listeners;
  private final Selector selector;
  private final Thread thread;
  private final LogThrottle throttle = new LogThrottle();
  private final Counts counts = new Counts();
  private final Switchboard switchboard = new Switchboard(counts);
  private final Clients clients;
  private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
  private long clientsEver;
  private boolean acceptingPaused;
  private long acceptAgainAt;
  private volatile boolean closing;

  private Broker(
      List<BusAddress> addresses, List<Listener> listeners, Selector selector, Limits limits)
      throws IOException {
    this.addresses = List.copyOf(addresses);
    this.listeners = List.copyOf(listeners);
    this.selector = selector;
    this.clients = new Clients(limits, counts, switchboard);
    for (Listener listener : listeners) {
      listener.channel().configureBlocking(false);
      listener.channel().register(selector, SelectionKey.OP_ACCEPT, listener);
    }
    this.thread = new Thread(this::run, "broker");
    thread.setDaemon(true);
  }

  /**
   * Listens at one address and serves until closed, see {@link #open(List)}.
   *
   * @param address where to listen
   * @return the running broker
   * @throws IOException saying why it cannot listen there
   */
  public static Broker open(BusAddress address) throws IOException {
    return open(List.of(address));
  }

  /**
   * Listens and serves until closed. A socket file that nobody listens on is taken over.
   *
   * @param addresses where to listen, at least one: all of them or none
   * @return the running broker
   * @throws IOException saying why it cannot listen there, for one that a broker is alive there
   */
  public static Broker open(List<BusAddress> addresses) throws IOException {
    return open(addresses, Limits.ofHeap());
  }

  static Broker open(List<BusAddress> addresses, Limits limits) throws IOException {
    List<Listener> listeners = new ArrayList<>();
    Broker broker;
    try {
      for (BusAddress address : addresses) {
        listeners.add(Listener.open(address));
      }
      broker = new Broker(addresses, listeners, Selector.open(), limits);
    } catch (IOException failed) {
      close(listeners);
      throw failed;
    }
    broker.thread.start();
    log.info("BUS-BROKER-OPEN addresses={}", broker.addresses);
    return broker;
  }

  private void run() {
    try {
      while (!closing) {
        selector.select(this::ready, timeoutMillis());
        if (Thread.interrupted()) {
          // Nobody has cause to; the JDK closes each channel that an interrupted thread touches.
          throw new InterruptedIOException("interrupted");
        }
        clients.pacing.check();
        clients.dropDoomed();
        acceptAgain();
      }
    } catch (IOException | RuntimeException | Error broken) {
      // Whoever opened it sees that it no longer serves.
      log.error("BUS-BROKER-FAILED addresses={}", addresses, broken);
    } finally {
      release();
    }
  }

  private long timeoutMillis() {
    if (!clients.pacing.isIdle()) {
      return PACING_CHECK.toMillis();
    }
    return acceptingPaused ? ACCEPT_PAUSE.toMillis() : 0;
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof Client client) {
      serve(key, client);
    } else if (key.attachment() instanceof Listener listener) {
      accept(listener);
    }
  }

  private void accept(Listener listener) {
    try {
      for (int i = 0; i < ACCEPT_AT_ONCE; i++) {
        if (!clients.canTake()) {
          pauseAccepting("there are " + clients.size() + " clients");
          return;
        }
        SocketChannel channel = listener.channel().accept();
        if (channel == null) {
          return;
        }
        clients.makeRoom();
        welcome(channel, listener.address());
      }
    } catch (IOException failed) {
      // Most likely no descriptor is left; without a pause the selector would spin.
      pauseAccepting(String.valueOf(failed.getMessage()));
    }
  }

  private void welcome(SocketChannel channel, BusAddress address) throws IOException {
    try {
      channel.configureBlocking(false);
      if (address instanceof BusAddress.Tcp) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Client client = new Client("client-" + ++clientsEver, channel, key, clients);
      key.attach(client);
      clients.add(client);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  private void pauseAccepting(String reason) {
    if (throttle.admits()) {
      log.warn("BUS-ACCEPT-PAUSED reason={} count={}", reason, throttle.count());
    }
    acceptAgainAt = System.nanoTime() + ACCEPT_PAUSE.toNanos();
    setAccepting(false);
  }

  private void acceptAgain() {
    if (acceptingPaused && System.nanoTime() - acceptAgainAt >= 0) {
      setAccepting(true);
    }
  }

  private void setAccepting(boolean wanted) {
    acceptingPaused = !wanted;
    for (Listener listener : listeners) {
      SelectionKey key = listener.channel().keyFor(selector);
      if (key != null) {
        key.interestOps(wanted ? SelectionKey.OP_ACCEPT : 0);
      }
    }
  }

  private void serve(SelectionKey key, Client client) {
    try {
      if (key.isValid() && key.isWritable()) {
        client.write();
      }
      if (key.isValid() && key.isReadable() && !client.read(input, switchboard)) {
        clients.drop(client, null, "");
      }
    } catch (MalformedException refused) {
      clients.drop(client, BrokerCount.DROPPED_MALFORMED, String.valueOf(refused.getMessage()));
    } catch (IOException broken) {
      clients.drop(client, BrokerCount.DROPPED_BROKEN, String.valueOf(broken.getMessage()));
    } catch (RuntimeException | Error bug) {
      // Even memory that ran out is this client's trouble alone: it goes, and its memory with it.
      clients.drop(client, BrokerCount.DROPPED_FAILED, "internal failure");
      log.error("BUS-CLIENT-FAILED client={}", client.name(), bug);
    }
    clients.dropDoomed();
  }

  private void release() {
    clients.closeAll();
    try (selector) {
      close(listeners);
    } catch (IOException failed) {
      log.warn("BUS-BROKER-CLOSE addresses={} reason={}", addresses, failed.getMessage());
    }
    log.info("BUS-BROKER-CLOSED addresses={}", addresses);
  }

  private static void close(List<Listener> listeners) throws IOException {
    IOException first = null;
    for (Listener listener : listeners) {
      try {
        listener.close();
      } catch (IOException failed) {
        first = first == null ? failed : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Where it listens.
   *
   * @return the first address given to {@link #open(List)}
   */
  public BusAddress address() {
    return addresses.get(0);
  }

  /**
   * Whether it still serves.
   *
   * @return false once closed, or if it failed
   */
  public boolean isServing() {
    return thread.isAlive();
  }

  /**
   * What it did and has, for those who watch.
   *
   * @return as of now
   */
  public BrokerStats stats() {
    return new BrokerStats(
        clients.size(), switchboard.topics(), clients.held.octets(), counts.snapshot());
  }

  /** Drops all clients, stops listening and removes the socket files; waits at most 2 s. */
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
      log.error("BUS-BROKER-STUCK addresses={}", addresses);
    }
  }
}
