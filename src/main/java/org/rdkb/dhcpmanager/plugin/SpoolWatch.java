package org.rdkb.dhcpmanager.plugin;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.zeromq.ZMQ;

/**
 * The thread {@code spool}: waits for messages in the rows' folders, and for new folders, and rings
 * for the monitor. Reads nothing itself. inotify tells, nothing is polled.
 */
final class SpoolWatch implements Runnable {
  private static final Logger log = LogManager.getLogger(SpoolWatch.class);

  private final Spool spool;
  private final Doorbell doorbell;
  private final Tally tally;
  private final WatchService watch;
  private final Map<WatchKey, RowId> rows = new HashMap<>();

  /** Watches the root from now on; its folders from when the thread runs. */
  SpoolWatch(Spool spool, Doorbell doorbell, Tally tally) throws IOException {
    this.spool = spool;
    this.doorbell = doorbell;
    this.tally = tally;
    this.watch = spool.root().getFileSystem().newWatchService();
    try {
      spool.root().register(watch, ENTRY_CREATE);
    } catch (IOException failed) {
      watch.close();
      throw failed;
    }
  }

  /** Ends the thread. */
  void close() throws IOException {
    watch.close();
  }

  @Override
  public void run() {
    try (ZMQ.Socket button = doorbell.button()) {
      doorbell.ring(button, watchAll());
      while (true) {
        doorbell.ring(button, changed(watch.take()));
      }
    } catch (ClosedWatchServiceException closed) {
      log.debug("SPOOL-WATCH-CLOSED");
    } catch (InterruptedException | RuntimeException lost) {
      tally.faults.increment();
      log.error("SPOOL-WATCH-LOST messages now come over the socket only", lost);
    }
  }

  private Set<RowId> changed(WatchKey key) {
    Set<RowId> touched = new HashSet<>();
    RowId owner = rows.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind() == OVERFLOW) {
        touched.addAll(watchAll());
      } else if (owner != null) {
        touched.add(owner);
      } else if (event.context() instanceof Path name) {
        spool.rowOf(spool.root().resolve(name)).filter(this::watch).ifPresent(touched::add);
      }
    }
    if (!key.reset()) { // its folder is gone
      rows.remove(key);
      if (owner == null) {
        log.error("SPOOL-ROOT-GONE folder={}", spool.root());
        tally.spoolFailures.increment();
      }
    }
    return touched;
  }

  private Set<RowId> watchAll() {
    Set<RowId> found = new HashSet<>();
    try {
      spool.rows().stream().filter(this::watch).forEach(found::add);
    } catch (IOException failed) {
      failed(failed);
    }
    return found;
  }

  /** Watches first and lets look afterwards, so that nothing comes in between unseen. */
  private boolean watch(RowId row) {
    try {
      rows.put(spool.folder(row).register(watch, ENTRY_CREATE), row);
      return true;
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return false;
    } catch (IOException failed) {
      failed(failed);
      return true;
    }
  }

  private void failed(IOException failed) {
    tally.spoolFailures.increment();
    log.warn("SPOOL-WATCH-FAILED reason={}", failed.toString());
  }
}
