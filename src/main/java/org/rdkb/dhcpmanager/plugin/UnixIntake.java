package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.zeromq.ZMQ;

/**
 * A unix stream socket, mode 0600. JeroMQ's {@code ipc} is a TCP port in disguise, so the bytes
 * that a plugin writes blind, one ZMTP 2.0 frame per connection, are read here: whatever stands
 * before the frame's length is fixed.
 */
final class UnixIntake implements Intake {
  private static final int MOST_CONNECTIONS = 32;

  /** Signature, revision 1, PUSH, empty identity, long frame (plugins/README.md). */
  private static final byte[] OPENING = {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 8, 0, 0, 2};

  private static final int LENGTH_OCTETS = 8;

  private final ServerSocketChannel server;
  private final Path path;
  private final Map<SocketChannel, ByteBuffer> connections = new HashMap<>();

  private UnixIntake(ServerSocketChannel server, Path path) {
    this.server = server;
    this.path = path;
  }

  /** Binds. A dead socket file is removed; a live one is an error that names the path. */
  static UnixIntake open(MonitorAddress.Unix address) throws IOException {
    Path path = address.path();
    UnixDomainSocketAddress target = UnixDomainSocketAddress.of(path);
    if (Files.exists(path)) {
      probe(target);
      Files.deleteIfExists(path);
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(target, MOST_CONNECTIONS);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      server.configureBlocking(false);
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
    return new UnixIntake(server, path);
  }

  private static void probe(UnixDomainSocketAddress target) throws IOException {
    try {
      SocketChannel.open(target).close();
    } catch (ConnectException dead) {
      return;
    }
    throw new IOException(target + " is in use by another process");
  }

  @Override
  public void register(ZMQ.Poller poller) {
    poller.register(server, ZMQ.Poller.POLLIN);
    connections.keySet().forEach(channel -> poller.register(channel, ZMQ.Poller.POLLIN));
  }

  @Override
  public void receive(ZMQ.Poller poller, Receiver receiver) throws IOException {
    SocketChannel arrived;
    while (connections.size() < MOST_CONNECTIONS && (arrived = server.accept()) != null) {
      arrived.configureBlocking(false);
      poller.register(arrived, ZMQ.Poller.POLLIN);
      connections.put(
          arrived, ByteBuffer.allocate(OPENING.length + LENGTH_OCTETS + Message.MOST_BYTES + 1));
    }
    Iterator<Map.Entry<SocketChannel, ByteBuffer>> open = connections.entrySet().iterator();
    while (open.hasNext()) {
      Map.Entry<SocketChannel, ByteBuffer> connection = open.next();
      if (isWhole(connection.getKey(), connection.getValue())) {
        poller.unregister(connection.getKey());
        connection.getKey().close();
        open.remove();
        deliver(connection.getValue(), receiver);
      }
    }
  }

  private static boolean isWhole(SocketChannel channel, ByteBuffer buffer) {
    try {
      int read;
      do {
        read = channel.read(buffer);
      } while (read > 0 && buffer.hasRemaining());
      return read < 0 || !buffer.hasRemaining() || hasFrame(buffer);
    } catch (IOException reset) {
      return true; // what came before is looked at
    }
  }

  private static boolean hasFrame(ByteBuffer buffer) {
    int head = OPENING.length + LENGTH_OCTETS;
    return buffer.position() >= head && buffer.getLong(OPENING.length) == buffer.position() - head;
  }

  private static void deliver(ByteBuffer buffer, Receiver receiver) {
    int size = buffer.position();
    if (size == 0) {
      return; // somebody only looked whether we live
    }
    boolean whole = hasFrame(buffer);
    byte[] bytes = new byte[size];
    buffer.flip();
    buffer.get(bytes);
    if (size < OPENING.length + LENGTH_OCTETS
        || !Arrays.equals(bytes, 0, OPENING.length, OPENING, 0, OPENING.length)) {
      receiver.refused(Refusal.MAGIC, size);
      return;
    }
    if (!whole) {
      receiver.refused(Refusal.SIZE, size);
      return;
    }
    receiver.message(Arrays.copyOfRange(bytes, OPENING.length + LENGTH_OCTETS, size));
  }

  @Override
  public String forPlugins() {
    return "unix:" + path;
  }

  @Override
  public void close() {
    for (SocketChannel channel : connections.keySet()) {
      closeQuietly(channel);
    }
    connections.clear();
    closeQuietly(server);
    try {
      Files.deleteIfExists(path);
    } catch (IOException left) {
      return; // the next start removes it
    }
  }

  private static void closeQuietly(AutoCloseable channel) {
    try {
      channel.close();
    } catch (Exception ignored) {
      return; // nothing depends on it any more
    }
  }
}
