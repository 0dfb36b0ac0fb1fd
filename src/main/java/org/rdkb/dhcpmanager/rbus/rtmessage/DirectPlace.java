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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * Where direct connections are accepted: beside the broker's socket, with the broker's rights, so
 * that exactly who reaches the bus reaches them; with TCP on the loopback interface only.
 */
final class DirectPlace {
  private static final String PREFIX = ".direct_";

  private final BusAddress broker;
  private final String program;

  /** Not from 1: a process after us may have our number, and wait at an address of ours. */
  private final AtomicLong last = new AtomicLong(System.currentTimeMillis() << 8);

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
    return broker instanceof BusAddress.Unix unix ? listen(unix) : listenOnLoopback(0);
  }

  /** At an address of the process before this one; a consumer of that one tries it for ever. */
  Listening listenAgain(String address) throws IOException {
    try {
      BusAddress place = BusAddress.parse(address);
      if (place instanceof BusAddress.Unix old && broker instanceof BusAddress.Unix unix) {
        Path name = old.path().getFileName();
        if (name != null
            && name.toString().startsWith(PREFIX + program + "_")
            && old.path().equals(unix.path().resolveSibling(name))) {
          Files.deleteIfExists(old.path());
          return listen(unix, old.path());
        }
      } else if (place instanceof BusAddress.Tcp old && broker instanceof BusAddress.Tcp) {
        return listenOnLoopback(old.port());
      }
    } catch (IllegalArgumentException unusable) {
      throw new IOException(address + " cannot be read", unusable);
    }
    throw new IOException(address + " is no address of ours");
  }

  /** No part of the name comes from the consumer. */
  private Listening listen(BusAddress.Unix unix) throws IOException {
    String name =
        PREFIX + program + "_" + ProcessHandle.current().pid() + "_" + last.incrementAndGet();
    return listen(unix, unix.path().resolveSibling(name));
  }

  private static Listening listen(BusAddress.Unix unix, Path file) throws IOException {
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

  private Listening listenOnLoopback(int port) throws IOException {
    InetAddress host =
        broker.socketAddress() instanceof InetSocketAddress known ? known.getAddress() : null;
    if (host == null || !host.isLoopbackAddress()) {
      throw new IOException("direct connections are for one machine, the broker is elsewhere");
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    try {
      server.bind(new InetSocketAddress(host, port), 1);
      int bound = ((InetSocketAddress) server.getLocalAddress()).getPort();
      return new Listening("tcp://" + host.getHostAddress() + ":" + bound, server, null);
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
  }
}
