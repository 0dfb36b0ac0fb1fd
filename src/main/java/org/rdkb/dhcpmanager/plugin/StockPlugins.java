package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * Listens for the plugins that the RDK-B component installs, on its port of the loopback interface.
 * Their messages carry no token: whatever a local process says is believed of a row whose client we
 * run on that interface, and of no other. Nothing of theirs is in the spool; what finds no room is
 * lost, as it was there. One thread of its own.
 */
public final class StockPlugins implements AutoCloseable {
  /** The component's port. */
  public static final int PORT = 50324;

  private static final Logger log = LogManager.getLogger(StockPlugins.class);
  private static final int MOST_CONNECTIONS = 64;

  /** A stock plugin is done after five seconds at the latest. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long LOOK_MILLIS = 1000;
  private static final Duration STOP_BOUND = Duration.ofSeconds(2);

  private final ServerSocketChannel server;
  private final Selector selector;
  private final BiFunction<Family, String, Optional<RowId>> rowOn;
  private final ReportSink sink;
  private final Tally tally = new Tally();
  private final Thread thread;
  private volatile boolean stopping;

  private StockPlugins(
      ServerSocketChannel server,
      Selector selector,
      BiFunction<Family, String, Optional<RowId>> rowOn,
      ReportSink sink) {
    this.server = server;
    this.selector = selector;
    this.rowOn = rowOn;
    this.sink = sink;
    this.thread = new Thread(this::serve, "stock-plugins");
    thread.setDaemon(true);
  }

  /**
   * Binds and begins.
   *
   * @param port of the loopback interface; 0: any
   * @param rowOn the row whose client of a family runs on a Linux interface
   * @param sink where reports go; their number is always 0
   * @return open until closed
   * @throws IOException if the port is taken
   */
  public static StockPlugins start(
      int port, BiFunction<Family, String, Optional<RowId>> rowOn, ReportSink sink)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MOST_CONNECTIONS);
      server.configureBlocking(false);
      Selector selector = Selector.open();
      server.register(selector, SelectionKey.OP_ACCEPT);
      StockPlugins listening = new StockPlugins(server, selector, rowOn, sink);
      listening.thread.start();
      log.info("STOCK-PLUGINS-STARTED address={}", server.getLocalAddress());
      return listening;
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
  }

  /**
   * Where it listens.
   *
   * @return the port
   * @throws IOException if it is closed
   */
  public int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /**
   * What it has seen.
   *
   * @return an immutable snapshot
   */
  public MonitorCounters counters() {
    return tally.snapshot();
  }

  private void serve() {
    while (!stopping) {
      try {
        selector.select(this::ready, LOOK_MILLIS);
        long now = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
          if (key.attachment() instanceof StockConnection waiting && waiting.isOver(now)) {
            drop(key, Refusal.SIZE);
          }
        }
      } catch (IOException | RuntimeException fault) { // the loop must outlive any fault of ours
        tally.faults.increment();
        log.error("STOCK-PLUGINS-FAULT", fault);
      }
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else if (key.attachment() instanceof StockConnection connection
          && !connection.receive(this::message)) {
        if (connection.isBroken()) {
          refused(Refusal.MAGIC);
        }
        key.cancel();
        connection.close();
      }
    } catch (IOException gone) {
      drop(key, Refusal.MAGIC);
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    if (selector.keys().size() > MOST_CONNECTIONS) {
      tally.noRoom.increment();
      channel.close();
      return;
    }
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    key.attach(new StockConnection(channel, System.nanoTime() + PATIENCE.toNanos()));
  }

  private void drop(SelectionKey key, Refusal reason) {
    refused(reason);
    key.cancel();
    try {
      key.channel().close();
    } catch (IOException closed) {
      log.debug("STOCK-PLUGINS-CLOSED reason={}", closed.toString());
    }
  }

  private void message(byte[] payload) {
    tally.messages.increment();
    tally.bytes.add(payload.length);
    StockMessage.Read read = StockMessage.decode(payload);
    if (read instanceof StockMessage.Refused refused) {
      refused(refused.reason());
      if (refused.reason() == Refusal.SIZE && tally.refusedSoFar(Refusal.SIZE) == 1) {
        log.warn(
            "STOCK-LAYOUT-MISMATCH octets={} known={},{}: the plugin was built for another layout",
            payload.length,
            StockMessage.SIZE_32,
            StockMessage.SIZE_64);
      }
      return;
    }
    StockMessage message = ((StockMessage.Whole) read).message();
    Optional<RowId> row = rowOn.apply(message.family(), message.linuxInterface());
    ClientReport.Outcome outcome =
        message.family() == Family.V4
            ? UdhcpcReport.of(message.event(), message.environment(), message.linuxInterface())
            : DibblerReport.of(message.event(), message.environment(), message.linuxInterface());
    if (row.isEmpty()) {
      refused(Refusal.INTERFACE);
    } else if (outcome instanceof ClientReport.Outcome.Refused unusable) {
      refused(unusable.reason());
    } else if (sink.accept(
        row.get(), 0, ((ClientReport.Outcome.Read) outcome).report().report(), Duration.ZERO)) {
      tally.handedOver.increment();
    } else {
      tally.noRoom.increment();
      log.warn("STOCK-MESSAGE-LOST row={} the row has no room", row.get());
    }
  }

  private void refused(Refusal reason) {
    if (tally.refused(reason)) {
      log.warn(
          "STOCK-MESSAGE-REFUSED reason={} soFar={}", reason.word(), tally.refusedSoFar(reason));
    }
  }

  /** Stops listening and ends the thread. */
  @Override
  public void close() throws IOException {
    stopping = true;
    selector.wakeup();
    try {
      thread.join(STOP_BOUND.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
    server.close();
  }
}
