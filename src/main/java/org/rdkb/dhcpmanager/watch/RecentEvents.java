package org.rdkb.dhcpmanager.watch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusEvent;

/** The last events that went to the bus, so that a page that is opened later can show them. */
final class RecentEvents {
  private static final int MOST = 512;

  /**
   * One event.
   *
   * @param number ascending, from 1
   * @param at wall clock
   * @param event as it went to the bus
   */
  record Seen(long number, Instant at, BusEvent event) {}

  private final Deque<Seen> events = new ArrayDeque<>();
  private long count;

  synchronized Seen add(Instant at, BusEvent event) {
    Seen seen = new Seen(++count, at, event);
    events.addLast(seen);
    if (events.size() > MOST) {
      events.removeFirst();
    }
    return seen;
  }

  /**
   * Those about an element and what is below it, the latest first.
   *
   * @param element with its dot; empty: all
   */
  synchronized List<Seen> about(String element) {
    List<Seen> about = new ArrayList<>();
    events
        .descendingIterator()
        .forEachRemaining(
            seen -> {
              if (seen.event().element().startsWith(element) || isRow(seen.event(), element)) {
                about.add(seen);
              }
            });
    return about;
  }

  /** A row that was added or deleted is named by its table and number. */
  private static boolean isRow(BusEvent event, String element) {
    if (event instanceof BusEvent.RowAdded added) {
      return element.equals(added.element() + added.instance() + ".");
    }
    return event instanceof BusEvent.RowDeleted deleted
        && element.equals(deleted.element() + deleted.instance() + ".");
  }

  /** How many there have been. */
  synchronized long count() {
    return count;
  }
}
