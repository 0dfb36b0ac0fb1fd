package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.PacketReader;

/**
 * The relay's side towards servers: one socket on no interface in particular, by the routes of this
 * machine. The kernel gives it only what no socket of a served interface takes. Receives on {@code
 * dhcp-relay}; any thread sends.
 */
final class RelayUplink implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(RelayUplink.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Consumer<Octets> sink;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable DatagramChannel channel;
  private volatile String trouble = "not open yet";

  private RelayUplink(Consumer<Octets> sink) {
    this.sink = sink;
    this.thread = new Thread(this::run, "dhcp-relay");
    thread.setDaemon(true);
  }

  /** The sink must not block. */
  static RelayUplink start(Consumer<Octets> sink) {
    RelayUplink uplink = new RelayUplink(sink);
    uplink.thread.start();
    return uplink;
  }

  /** Why nothing is relayed; empty if there is no reason. */
  String trouble() {
    return trouble;
  }

  void send(Octets message, Ipv4Address server) throws IOException {
    DatagramChannel open = channel;
    if (open == null) {
      throw new IOException(trouble);
    }
    byte[] host = ByteBuffer.allocate(Integer.BYTES).putInt(server.bits()).array();
    open.send(
        ByteBuffer.wrap(message.toArray()),
        new InetSocketAddress(InetAddress.getByAddress(host), UnicastPacket.SERVER_PORT));
  }

  private void run() {
    try {
      do {
        listen();
      } while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      log.debug("stopped");
    }
  }

  private void listen() {
    try (DatagramChannel open = DatagramChannel.open(StandardProtocolFamily.INET)) {
      open.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      open.bind(new InetSocketAddress(UnicastPacket.SERVER_PORT));
      channel = open;
      trouble = "";
      ByteBuffer buffer = ByteBuffer.allocate(PacketReader.MOST + 1);
      while (stop.getCount() > 0) {
        buffer.clear();
        open.receive(buffer);
        sink.accept(Octets.of(Arrays.copyOf(buffer.array(), buffer.position())));
      }
    } catch (IOException failed) {
      if (stop.getCount() > 0) {
        trouble = "port " + UnicastPacket.SERVER_PORT + ": " + failed.getMessage();
        log.warn("RELAY-NOT-OPEN reason={}", trouble);
      }
    } finally {
      channel = null;
    }
  }

  @Override
  public void close() {
    stop.countDown();
    DatagramChannel open = channel;
    try {
      if (open != null) {
        open.close();
      }
      thread.join(STOP.toMillis());
    } catch (IOException failed) {
      log.debug("close", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
