package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.linux.Flock;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** The listening socket: takes a dead socket file over, never a live one, and removes its own. */
final class Listener implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Listener.class);
  private static final int BACKLOG = 128;

  private static final Duration LOCK_WITHIN = Duration.ofSeconds(2);
  private static final Duration STOCK_STARTS_WITHIN = Duration.ofSeconds(1);
  private static final long LOCK_PAUSE_NANOS = 20_000_000L;

  private final BusAddress address;
  private final ServerSocketChannel channel;
  private final @Nullable Path file;
  private final @Nullable Object fileKey;
  private final Optional<StockContract> contract;

  private Listener(
      BusAddress address,
      ServerSocketChannel channel,
      @Nullable Path file,
      Optional<StockContract> contract)
      throws IOException {
    this.address = address;
    this.channel = channel;
    this.file = file;
    this.fileKey = file == null ? null : fileKey(file);
    this.contract = contract;
  }

  static Listener open(BusAddress address) throws IOException {
    if (address instanceof BusAddress.Unix unix) {
      return openUnix(unix);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(address.family());
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      bind(channel, address);
      if (channel.getLocalAddress() instanceof InetSocketAddress bound
          && !bound.getAddress().isLoopbackAddress()) {
        log.warn("BUS-OPEN-TO-NETWORK address={} reason=a bus knows no authentication", address);
      }
      return new Listener(address, channel, null, Optional.empty());
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  private static Listener openUnix(BusAddress.Unix address) throws IOException {
    Path folder = address.path().getParent();
    if (folder == null) {
      throw new BindException("no folder for " + address);
    }
    // Two brokers that start at once must not both find the file dead and remove each other's.
    try (Flock lock = lock(folder, address)) {
      log.debug("BUS-STARTING address={} lock={}", address, lock.path());
      removeDead(address);
      Optional<StockContract> contract = StockContract.at(address);
      try {
        if (contract.isPresent() && contract.get().isContended()) {
          awaitStock(address);
        }
        return bindUnix(address, contract);
      } catch (IOException failed) {
        contract.ifPresent(StockContract::close);
        throw failed;
      }
    }
  }

  private static void awaitStock(BusAddress.Unix address) throws IOException {
    long start = System.nanoTime();
    do {
      removeDead(address);
      LockSupport.parkNanos(LOCK_PAUSE_NANOS);
    } while (System.nanoTime() - start < STOCK_STARTS_WITHIN.toNanos());
    log.warn("BUS-STOCK-ELSEWHERE address={} reason=a stock broker serves another one", address);
  }

  private static Flock lock(Path folder, BusAddress address) throws IOException {
    long start = System.nanoTime();
    do {
      Optional<Flock> lock = Flock.tryLockFolder(folder);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(LOCK_PAUSE_NANOS);
    } while (System.nanoTime() - start < LOCK_WITHIN.toNanos());
    throw new BindException("another broker is starting at " + address);
  }

  private static Listener bindUnix(BusAddress.Unix address, Optional<StockContract> contract)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(address.family());
    try {
      bind(channel, address);
      Files.setPosixFilePermissions(address.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
      return new Listener(address, channel, address.path(), contract);
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

  /** Removes a socket file that nobody listens on; refuses a live one. */
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

  BusAddress address() {
    return address;
  }

  ServerSocketChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    contract.ifPresent(StockContract::close);
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
