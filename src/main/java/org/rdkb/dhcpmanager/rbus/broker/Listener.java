package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardSocketOptions;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** The listening socket: takes a dead socket file over, never a live one, and removes its own. */
final class Listener implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Listener.class);
  private static final int BACKLOG = 128;

  private final ServerSocketChannel channel;
  private final @Nullable Path file;
  private final @Nullable Object fileKey;

  private Listener(ServerSocketChannel channel, @Nullable Path file, @Nullable Object fileKey) {
    this.channel = channel;
    this.file = file;
    this.fileKey = fileKey;
  }

  static Listener open(BusAddress address) throws IOException {
    if (address instanceof BusAddress.Unix unix) {
      return openUnix(unix);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(address.family());
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      bind(channel, address);
      return new Listener(channel, null, null);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  private static Listener openUnix(BusAddress.Unix address) throws IOException {
    Path lockFile = Path.of(address.path() + ".lock");
    // Two brokers that start at once must not both find the file dead and remove each other's.
    try (FileChannel lockChannel =
            FileChannel.open(
                lockFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = lockChannel.tryLock()) {
      if (lock == null) {
        throw new BindException("another broker is starting at " + address);
      }
      return bindUnix(address);
    } catch (OverlappingFileLockException same) {
      throw new BindException("another broker of this process is starting at " + address);
    } finally {
      Files.deleteIfExists(lockFile);
    }
  }

  private static Listener bindUnix(BusAddress.Unix address) throws IOException {
    removeDead(address);
    ServerSocketChannel channel = ServerSocketChannel.open(address.family());
    try {
      bind(channel, address);
      Files.setPosixFilePermissions(address.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
      return new Listener(channel, address.path(), fileKey(address.path()));
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  private static void bind(ServerSocketChannel channel, BusAddress address) throws IOException {
    try {
      channel.bind(address.socketAddress(), BACKLOG);
    } catch (BindException | java.nio.channels.UnresolvedAddressException refused) {
      BindException clear =
          new BindException("cannot listen at " + address + ": " + reason(refused));
      clear.initCause(refused);
      throw clear;
    }
  }

  private static String reason(Exception failed) {
    String message = failed.getMessage();
    return message == null ? "the address cannot be resolved" : message;
  }

  private static void removeDead(BusAddress.Unix address) throws IOException {
    Path path = address.path();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new BindException(path + " exists and is no socket");
    }
    try (SocketChannel probe = SocketChannel.open(address.family())) {
      probe.configureBlocking(false);
      probe.connect(address.socketAddress());
    } catch (ConnectException | NoSuchFileException dead) {
      log.info("BUS-SOCKET-TAKEN path={} reason=nobody listens there", path);
      Files.deleteIfExists(path);
      return;
    } catch (IOException unclear) {
      throw new BindException(
          "cannot tell whether a broker is alive at " + address + ": " + unclear.getMessage());
    }
    throw new BindException("a broker is alive at " + address);
  }

  private static @Nullable Object fileKey(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  ServerSocketChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Path own = file;
    if (own != null && Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
      Object now = fileKey(own);
      if (now != null && now.equals(fileKey)) {
        Files.deleteIfExists(own);
      }
    }
  }
}
