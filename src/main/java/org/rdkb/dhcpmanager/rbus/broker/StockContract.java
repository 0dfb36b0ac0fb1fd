package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.linux.Flock;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * What stock programs expect of a broker beside its socket, at the usual address only: a lock that
 * keeps a second broker from starting, and the folder where clients leave their marks.
 */
final class StockContract implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(StockContract.class);
  private static final Path SOCKET = Path.of("/tmp/rtrouted");
  private static final Path LOCK = Path.of("/tmp/rtrouted.pid");
  private static final Path MARKS = Path.of("/tmp/.rbus");

  private final Optional<Flock> lock;
  private final boolean contended;

  private StockContract(Optional<Flock> lock, boolean contended) {
    this.lock = lock;
    this.contended = contended;
  }

  /** Present at the usual address. None of its parts is worth failing for. */
  static Optional<StockContract> at(BusAddress.Unix address) {
    if (!address.path().equals(SOCKET)) {
      return Optional.empty();
    }
    makeMarksFolder();
    try {
      Optional<Flock> lock = Flock.tryLock(LOCK);
      return Optional.of(new StockContract(lock, lock.isEmpty()));
    } catch (IOException refused) {
      log.info("BUS-STOCK-UNLOCKED path={} reason={}", LOCK, refused.getMessage());
      return Optional.of(new StockContract(Optional.empty(), false));
    }
  }

  /** Whether a stock broker lives: one that is just starting, or serves another address. */
  boolean isContended() {
    return contended;
  }

  private static void makeMarksFolder() {
    try {
      Files.createDirectory(MARKS);
      Files.setPosixFilePermissions(MARKS, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (FileAlreadyExistsException asItShould) {
      // From an earlier broker.
    } catch (IOException refused) {
      log.info("BUS-MARKS-FOLDER path={} reason={}", MARKS, refused.getMessage());
    }
  }

  @Override
  public void close() {
    lock.ifPresent(Flock::close);
  }
}
