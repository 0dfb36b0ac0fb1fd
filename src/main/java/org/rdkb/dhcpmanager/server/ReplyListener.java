package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.linux.UdpSocket;

/**
 * Hears what servers tell clients on an interface, on {@code dhcp-snoop-<n>}: what is sent to
 * everybody, and through a hub; a switch keeps the rest from us.
 */
final class ReplyListener implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(ReplyListener.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(2);

  /** The first octet of what a server sends (RFC 2131 section 2). */
  private static final int REPLY = 2;

  private final String linuxInterface;
  private final Consumer<UdpSocket.Datagram> sink;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable UdpSocket socket;

  private ReplyListener(String linuxInterface, int number, Consumer<UdpSocket.Datagram> sink) {
    this.linuxInterface = linuxInterface;
    this.sink = sink;
    this.thread = new Thread(this::run, "dhcp-snoop-" + number);
    thread.setDaemon(true);
  }

  /** The sink must not block. */
  static ReplyListener start(String linuxInterface, int number, Consumer<UdpSocket.Datagram> sink) {
    ReplyListener listener = new ReplyListener(linuxInterface, number, sink);
    listener.thread.start();
    return listener;
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
    try (UdpSocket open = UdpSocket.open(linuxInterface, UnicastPacket.CLIENT_PORT)) {
      socket = open;
      while (stop.getCount() > 0) {
        open.receive(LOOK).stream()
            .filter(heard -> heard.payload().length > 0 && heard.payload()[0] == REPLY)
            .forEach(sink);
      }
    } catch (IOException failed) {
      log.debug("SERVER-NOT-SNOOPING if={} reason={}", linuxInterface, failed.getMessage());
    } finally {
      socket = null;
    }
  }

  @Override
  public void close() {
    stop.countDown();
    UdpSocket open = socket;
    if (open != null) {
      open.close();
    }
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
