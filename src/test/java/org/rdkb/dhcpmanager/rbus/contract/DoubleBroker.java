package org.rdkb.dhcpmanager.rbus.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The broker of the double: a switch in the double itself, and a socket that tells whoever connects
 * that the broker lives.
 */
final class DoubleBroker implements LibrbusContractBus.LibraryBroker {
  private final NativeDouble library;
  private final Path socket;
  private final List<SocketChannel> lines = new ArrayList<>();
  private ServerSocketChannel listening;

  DoubleBroker(NativeDouble library, Path socket) {
    this.library = library;
    this.socket = socket;
  }

  @Override
  public synchronized void start() throws IOException {
    library.broker(true);
    Files.deleteIfExists(socket);
    ServerSocketChannel fresh = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    fresh.bind(UnixDomainSocketAddress.of(socket));
    listening = fresh;
    Thread acceptor = new Thread(() -> accept(fresh), "double-broker");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept(ServerSocketChannel from) {
    try {
      while (true) {
        add(from.accept(), from);
      }
    } catch (IOException closed) {
      // The end of this broker.
    }
  }

  private synchronized void add(SocketChannel line, ServerSocketChannel from) throws IOException {
    if (from.isOpen()) {
      lines.add(line);
    } else {
      line.close();
    }
  }

  @Override
  public synchronized void stop() throws IOException {
    library.broker(false);
    listening.close();
    for (SocketChannel line : lines) {
      line.close();
    }
    lines.clear();
  }

  @Override
  public boolean takesFrames() {
    return false;
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
