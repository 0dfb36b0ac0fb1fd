package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * Where direct connections are accepted: beside the broker's socket, with the broker's rights, so
 * that exactly who reaches the bus reaches them; with TCP on the loopback interface only.
 */
final class DirectPlace {
  private final BusAddress broker;
  private final String program;
  private final AtomicInteger last = new AtomicInteger();

  DirectPlace(BusAddress broker, String program) {
    this.broker = broker;
    this.program = program;
  }

  /**
   * A listening socket.
   *
   * @param address as the consumer is told
   * @param server one connection will be accepted
   * @param file to be removed then; null for TCP
   */
  record Listening(String address, ServerSocketChannel server, @Nullable Path file) {
    void close() throws IOException {
      server.close();
      if (file != null) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A consumer that knows the broker by another kind of address would not find us either. */
  boolean isReachableFrom(String consumersBroker) {
    return consumersBroker.startsWith(broker instanceof BusAddress.Unix ? "unix:" : "tcp:");
  }

  Listening listen() throws IOException {
    return broker instanceof BusAddress.Unix unix ? listen(unix) : listenOnLoopback();
  }

  /** No part of the name comes from the consumer. */
  private Listening listen(BusAddress.Unix unix) throws IOException {
    String name =
        ".direct_" + program + "_" + ProcessHandle.current().pid() + "_" + last.incrementAndGet();
    Path file = unix.path().resolveSibling(name);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(file), 1);
      Files.setPosixFilePermissions(
          file, Files.getPosixFilePermissions(unix.path(), LinkOption.NOFOLLOW_LINKS));
      return new Listening("unix://" + file, server, file);
    } catch (IOException | RuntimeException failed) {
      server.close();
      throw new IOException("cannot listen at " + file + ": " + failed.getMessage(), failed);
    }
  }

  private Listening listenOnLoopback() throws IOException {
    InetAddress host =
        broker.socketAddress() instanceof InetSocketAddress known ? known.getAddress() : null;
    if (host == null || !host.isLoopbackAddress()) {
      throw new IOException("direct connections are for one machine, the broker is elsewhere");
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    try {
      server.bind(new InetSocketAddress(host, 0), 1);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      return new Listening("tcp://" + host.getHostAddress() + ":" + port, server, null);
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
  }
}
