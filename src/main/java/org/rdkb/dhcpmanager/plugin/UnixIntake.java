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
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A unix stream socket, mode 0600. JeroMQ's {@code ipc} is a TCP port in disguise, and its poller
 * cannot accept, so a thread of its own ({@link UnixReader}) collects what each connection brings
 * and passes it on over inproc. A plugin writes blind, one ZMTP 2.0 frame per connection, so
 * whatever stands before the frame's length is fixed.
 */
final class UnixIntake implements Intake {
  static final int MOST_CONNECTIONS = 32;
  private static final String ENDPOINT = "inproc://unix";

  /** Signature, revision 1, PUSH, empty identity, long frame (plugins/README.md). */
  private static final byte[] OPENING = {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 8, 0, 0, 2};

  private static final int HEAD = OPENING.length + Long.BYTES;
  static final int MOST_BYTES = HEAD + Message.MOST_BYTES + 1;

  private final ZMQ.Socket arrivals;
  private final UnixReader reader;
  private final Path path;

  private UnixIntake(ZMQ.Socket arrivals, UnixReader reader, Path path) {
    this.arrivals = arrivals;
    this.reader = reader;
    this.path = path;
  }

  /** Binds. A dead socket file is removed; a live one is an error that names the path. */
  static UnixIntake open(ZContext context, MonitorAddress.Unix address) throws IOException {
    Path path = address.path();
    UnixDomainSocketAddress target = UnixDomainSocketAddress.of(path);
    if (Files.exists(path)) {
      probe(target);
      Files.delete(path);
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
    ZMQ.Socket arrivals = context.createSocket(SocketType.PULL);
    arrivals.setRcvHWM(MOST_CONNECTIONS);
    arrivals.bind(ENDPOINT);
    return new UnixIntake(arrivals, UnixReader.start(context, ENDPOINT, server), path);
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
    poller.register(arrivals, ZMQ.Poller.POLLIN);
  }

  @Override
  public void receive(Receiver receiver) {
    for (int i = 0; i < MOST_CONNECTIONS; i++) {
      byte[] bytes = arrivals.recv(ZMQ.DONTWAIT);
      if (bytes == null) {
        return;
      }
      deliver(bytes, receiver);
    }
  }

  /** Whether the bytes are a whole frame by their own account. */
  static boolean isWhole(ByteBuffer written) {
    return written.position() >= HEAD
        && written.getLong(OPENING.length) == written.position() - HEAD;
  }

  private static void deliver(byte[] bytes, Receiver receiver) {
    if (bytes.length < HEAD
        || !Arrays.equals(bytes, 0, OPENING.length, OPENING, 0, OPENING.length)) {
      receiver.refused(Refusal.MAGIC, bytes.length);
    } else if (!isWhole(ByteBuffer.wrap(bytes).position(bytes.length))) {
      receiver.refused(Refusal.SIZE, bytes.length);
    } else {
      receiver.message(
          Arrays.copyOfRange(bytes, HEAD, bytes.length)); // a plugin waits for no answer
    }
  }

  @Override
  public String forPlugins() {
    return "unix:" + path;
  }

  @Override
  public void close() {
    reader.close();
    arrivals.close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException left) {
      return; // the next start removes it
    }
  }
}
