package org.rdkb.dhcpmanager;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusEvent;

/**
 * Passes events to the bus in the order in which they came. Rows begin before the bus is open: what
 * they tell until then waits here, bounded, and goes first. Changes of values do not: compared with
 * nothing, every value of a row that begins has changed, and who subscribes is given the present
 * one. Any thread may call; the bus must not block.
 */
final class Announcements {
  private static final Logger log = LogManager.getLogger(Announcements.class);
  private static final int MOST_EARLY = 4096;

  private final Deque<BusEvent> early = new ArrayDeque<>();
  private @Nullable Consumer<BusEvent> carrier;
  private int dropped;

  synchronized void publish(BusEvent event) {
    if (carrier != null) {
      carrier.accept(event);
      return;
    }
    if (!(event instanceof BusEvent.General)) {
      return;
    }
    if (early.size() == MOST_EARLY) {
      early.removeFirst();
      dropped++;
    }
    early.addLast(event);
  }

  /** The bus is open. */
  synchronized void to(Consumer<BusEvent> bus) {
    carrier = bus;
    if (dropped > 0) {
      log.warn("EVENTS-DROPPED count={} before the bus was open", dropped);
    }
    early.forEach(bus);
    early.clear();
  }
}
