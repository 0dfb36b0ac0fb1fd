package org.rdkb.dhcpmanager.dbus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.rdkb.dhcpmanager.bus.BusEvent;

/**
 * What waits for one line. An event that finds no room is counted, and those who listen are told
 * that some are missing; an answer waits a bounded time for room.
 */
final class Outbox {
  /** Events and answers that wait. */
  static final int MOST = 4096;

  /** Octets of one answer, and of all that wait. */
  static final int LARGEST_ANSWER = 8 * 1024 * 1024;

  private static final Logger log = LogManager.getLogger(Outbox.class);
  private static final Duration ROOM = Duration.ofSeconds(5);

  private final Line line;
  private final BlockingQueue<Sendable> waiting = new ArrayBlockingQueue<>(MOST);
  private final Semaphore room = new Semaphore(LARGEST_ANSWER);
  private final AtomicLong lost = new AtomicLong();

  Outbox(Line line) {
    this.line = line;
  }

  /** Something that can be written when its turn comes. */
  private sealed interface Sendable {
    record Event(BusEvent event) implements Sendable {}

    record Octets(ByteBuffer message) implements Sendable {}
  }

  /** Never waits. */
  void publish(BusEvent event) {
    if (!waiting.offer(new Sendable.Event(event))) {
      lost.incrementAndGet();
    }
  }

  /**
   * Hands over an answer.
   *
   * @return false: it is larger than any may be
   * @throws IOException if there was no room for 5 s: nobody reads at the other end
   */
  boolean answer(Message answer) throws IOException, InterruptedException {
    byte[] octets = Line.octets(answer);
    if (octets.length > LARGEST_ANSWER) {
      return false;
    }
    if (!room.tryAcquire(octets.length, ROOM.toMillis(), TimeUnit.MILLISECONDS)
        || !waiting.offer(
            new Sendable.Octets(ByteBuffer.wrap(octets)), ROOM.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the bus daemon has taken nothing for " + ROOM.toSeconds() + " s");
    }
    return true;
  }

  /** Writes until the line ends or the thread is interrupted. */
  void drain() throws IOException, InterruptedException {
    while (true) {
      Sendable next = waiting.take();
      if (next instanceof Sendable.Octets octets) {
        line.write(octets.message().array());
        room.release(octets.message().capacity());
      } else {
        write(((Sendable.Event) next).event());
      }
      if (waiting.isEmpty()) {
        tellOfLost();
      }
    }
  }

  private void write(BusEvent event) throws IOException {
    try {
      line.write(Line.octets(Signals.of(event, line.messages())));
    } catch (DBusException | RuntimeException bug) {
      log.error("DBUS-EVENT-FAILED element={}", event.element(), bug);
    }
  }

  private void tellOfLost() throws IOException {
    long count = lost.getAndSet(0);
    if (count > 0) {
      log.warn("DBUS-EVENTS-LOST count={} the bus daemon was slower than the events", count);
      try {
        line.write(Line.octets(Signals.lost(count, line.messages())));
      } catch (DBusException bug) {
        log.error("DBUS-EVENT-FAILED element=EventsLost", bug);
      }
    }
  }
}
