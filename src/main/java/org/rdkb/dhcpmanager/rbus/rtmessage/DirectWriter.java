package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Writes to one direct consumer for threads that serve others too, and may not wait for one that
 * does not read. Its thread ends after 5 s without work.
 */
final class DirectWriter implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(DirectWriter.class);
  private static final int IDLE_SECONDS = 5;
  private static final int MOST_WAITING = 256;

  private final Runnable broken;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          RoleThreads.named("bus-direct"));

  /** {@code broken} is called when nothing more can be written. */
  DirectWriter(Runnable broken) {
    this.broken = broken;
    thread.allowCoreThreadTimeOut(true);
  }

  /** False if too much waits already. */
  boolean writeLater(Link link, ByteBuffer frame) {
    try {
      thread.execute(() -> write(link, frame));
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  void write(Link link, ByteBuffer frame) {
    try {
      link.send(frame);
    } catch (IOException failed) {
      log.debug("BUS-DIRECT-BROKEN reason={}", failed.getMessage());
      broken.run();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow().clear();
  }
}
