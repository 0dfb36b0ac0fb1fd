package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;

/** The events that one subscription has heard, in order. */
final class Heard {
  private final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();

  void add(ReceivedEvent event) {
    events.add(event);
  }

  int count() {
    return events.size();
  }

  /** Waits until so many are there. */
  List<ReceivedEvent> first(int count) {
    World.soon(() -> events.size() >= count);
    return List.copyOf(events);
  }

  /** Waits for the one event that is expected. */
  ReceivedEvent one() {
    List<ReceivedEvent> heard = first(1);
    assertEquals(1, heard.size());
    return heard.get(0);
  }

  static BusValue value(ReceivedEvent event, String property) {
    return event.data().value(property).orElse(new BusValue.None());
  }

  List<ReceivedEvent.Type> types() {
    return events.stream().map(ReceivedEvent::type).toList();
  }
}
